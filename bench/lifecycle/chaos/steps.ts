import { type Bed, within } from "./bed.ts";
import { failed, type Wrong } from "./checks.ts";
import type { Random } from "./random.ts";

/** One thing that is done to a copy; what was wrong about how it went. */
export interface Step {
  readonly says: string;
  /** Only while somebody supervises the copy. */
  readonly whileUp?: true;
  readonly run: (bed: Bed, random: Random) => Promise<readonly Wrong[]>;
}

/** What `up` may say of a copy that somebody ends meanwhile: not ready, too late, ended, not there. */
const cutShort = [0, 1, 7, 8, 9] as const;
/** What `up` ends with when it is killed itself. */
const killed = 137;

/** Resolves when a supervisor has begun, and so long after that; false when none does. */
const begun = async (bed: Bed, afterMs: number): Promise<boolean> => {
  const has = await within(5_000, () => bed.supervisor !== undefined);
  if (has) await Bun.sleep(afterMs);
  return has;
};

/** How far a start-up is let go before it is disturbed, ms; a whole one takes about 150. */
const startUpMs = 200;

/** Starts `up` and disturbs it at a random moment: after the word was typed, or in the start-up. */
const disturbed = (disturb: (bed: Bed, verb: number) => void, ...fine: number[]): Step["run"] => {
  return async (bed, random) => {
    const verb = bed.start("up", "--detach", "--timeout", "5s");
    if (random.next() < 0.5) await Bun.sleep(random.below(startUpMs * 2));
    else await begun(bed, random.below(startUpMs));
    disturb(bed, verb.pid);
    return failed(await verb.ended, ...fine);
  };
};

const answers = async (port: number): Promise<boolean> => {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/`, { keepalive: false })).ok) return true;
    } catch {
      // Not yet.
    }
    await Bun.sleep(20);
  }
  return false;
};

const mustAnswer = async (bed: Bed): Promise<readonly Wrong[]> => {
  const { supervisor } = bed;
  if (supervisor === undefined || (await answers(bed.nodePort))) return [];
  if (supervisor !== bed.supervisor) return []; // It was on its way down.
  return [{ kind: "lost port", says: `${bed.nodePort} does not answer though the copy runs` }];
};

const up: Step = {
  says: "up",
  run: async (bed) => failed(await bed.up(), 0),
};

/** How a cycle may begin. Afterwards the copy runs, or it does not. */
export const beginnings: readonly [Step, ...Step[]] = [
  up,
  up,
  up,
  {
    says: "the supervisor killed while it starts",
    run: disturbed((bed) => bed.kill(bed.supervisor), ...cutShort),
  },
  {
    says: "everything killed while it starts",
    run: disturbed(
      (bed, verb) => {
        bed.kill(verb, ...bed.children("gateway"), bed.supervisor, ...bed.children("replica"));
      },
      0,
      killed,
    ),
  },
  {
    says: "the gateway killed while it starts",
    run: disturbed((bed) => bed.kill(...bed.children("gateway")), 0),
  },
  {
    says: "a replica killed while it starts",
    run: disturbed((bed) => bed.kill(bed.children("replica")[0]), 0, 1),
  },
  { says: "up killed while it waits", run: disturbed((bed, verb) => bed.kill(verb), 0, killed) },
  {
    says: "SIGTERM to the supervisor while it starts",
    run: disturbed((bed) => bed.terminate(bed.supervisor), ...cutShort),
  },
  {
    says: "up in the foreground",
    run: async (bed) => {
      const { ended } = bed.start("up");
      if (await Promise.race([begun(bed, 0), ended])) return mustAnswer(bed);
      return failed(await ended);
    },
  },
  {
    says: "two ups at once",
    run: async (bed, random) => {
      const first = bed.start("up", "--detach");
      await Bun.sleep(random.below(startUpMs));
      const verbs = [await bed.up(), await first.ended];
      return verbs.flatMap((verb) => failed(verb, 0));
    },
  },
  {
    says: "down while it starts",
    run: async (bed, random) => {
      const starting = bed.start("up", "--detach", "--timeout", "5s");
      await Bun.sleep(random.below(startUpMs * 2));
      return [
        ...failed(await bed.verb("down"), 0, 9),
        ...failed(await starting.ended, ...cutShort),
      ];
    },
  },
];

/** What may happen to a copy that runs. It goes on running. */
export const harms: readonly [Step, ...Step[]] = [
  {
    says: "a replica killed",
    whileUp: true,
    run: async (bed, random) => {
      const replicas = bed.children("replica");
      bed.kill(replicas[random.below(replicas.length)]);
      return mustAnswer(bed);
    },
  },
  {
    says: "the gateway killed",
    whileUp: true,
    run: async (bed) => {
      const [gateway] = bed.children("gateway");
      bed.kill(gateway);
      const replaced = await within(3_000, () => {
        const [now] = bed.children("gateway");
        return bed.supervisor === undefined || (now !== undefined && now !== gateway);
      });
      if (!replaced) return [{ kind: "failed verb", says: "the gateway is not started again" }];
      return mustAnswer(bed);
    },
  },
  { says: "up again", run: async (bed) => failed(await bed.up(), 0) },
  {
    says: "restart",
    run: async (bed) => failed(await bed.verb("restart", "app"), 0, 9),
  },
];

/** Nothing may be left this long after the supervisor has died, ms. */
const goneWithinMs = 2_000;

const goneSoon = async (bed: Bed): Promise<readonly Wrong[]> => {
  if (await within(goneWithinMs, () => bed.processes().length === 0)) return [];
  return bed.processes().map(({ pid, words }): Wrong => {
    return {
      kind: "orphan",
      says: `${pid} ${words}, ${goneWithinMs} ms after the supervisor died`,
    };
  });
};

/** With the guard dead too, the next verb is the one that clears up. */
const nextVerb = async (bed: Bed, random: Random): Promise<readonly Wrong[]> => {
  if (random.next() < 0.5) return failed(await bed.verb("down"), 0, 9);
  return [...failed(await bed.up(), 0), ...(await mustAnswer(bed))];
};

/** How a copy may end. Afterwards nothing of it may be left, once `down` was said. */
export const ends: readonly [Step, ...Step[]] = [
  { says: "down", run: async (bed) => failed(await bed.verb("down"), 0, 9) },
  {
    says: "SIGTERM to the supervisor",
    run: async (bed) => {
      if (bed.supervisor === undefined) return [];
      bed.terminate(bed.supervisor);
      await within(5_000, () => bed.supervisor === undefined);
      return goneSoon(bed);
    },
  },
  {
    says: "the supervisor killed",
    run: async (bed) => {
      // One without a gateway has started nothing yet, or leaves it to the next verb.
      const guarded = bed.supervisor !== undefined && bed.children("gateway").length > 0;
      bed.kill(bed.supervisor);
      return guarded ? goneSoon(bed) : [];
    },
  },
  {
    says: "the supervisor killed, and up at once",
    run: async (bed) => {
      bed.kill(bed.supervisor);
      return [...failed(await bed.up(), 0), ...(await mustAnswer(bed))];
    },
  },
  {
    says: "the supervisor killed, then the gateway",
    run: async (bed, random) => {
      const gateways = bed.children("gateway");
      bed.kill(bed.supervisor);
      await Bun.sleep(random.below(30));
      bed.kill(...gateways);
      return nextVerb(bed, random);
    },
  },
  {
    says: "the gateway killed, then the supervisor",
    run: async (bed, random) => {
      const { supervisor } = bed;
      bed.kill(...bed.children("gateway"));
      await Bun.sleep(random.below(60));
      bed.kill(supervisor);
      return nextVerb(bed, random);
    },
  },
  {
    says: "everything killed",
    run: async (bed) => {
      bed.kill(...bed.processes().map(({ pid }) => pid));
      return [];
    },
  },
  {
    says: "up and down at once",
    run: async (bed, random) => {
      const down = bed.start("down");
      await Bun.sleep(random.below(startUpMs));
      const upVerb = await bed.up();
      return [...failed(await down.ended, 0, 9), ...failed(upVerb, ...cutShort)];
    },
  },
  {
    says: "two downs at once",
    run: async (bed, random) => {
      const first = bed.start("down");
      await Bun.sleep(random.below(50));
      const second = await bed.verb("down");
      return [await first.ended, second].flatMap((verb) => failed(verb, 0, 9));
    },
  },
];
