import type { Random } from "../../lib/random.ts";
import { type Bed, within } from "./bed.ts";
import { failed, type Wrong } from "./checks.ts";

import { cutShort, mustAnswer, type Step, startUpMs } from "./step.ts";

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
