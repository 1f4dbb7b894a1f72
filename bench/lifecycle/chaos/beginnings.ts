import { type Bed, within } from "./bed.ts";
import { failed } from "./checks.ts";
import { cutShort, mustAnswer, type Step, startUpMs } from "./step.ts";

/** What `up` ends with when it is killed itself. */
const killed = 137;

/** Resolves when a supervisor has begun, and so long after that; false when none does. */
const begun = async (bed: Bed, afterMs: number): Promise<boolean> => {
  const has = await within(5_000, () => bed.supervisor !== undefined);
  if (has) await Bun.sleep(afterMs);
  return has;
};

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
