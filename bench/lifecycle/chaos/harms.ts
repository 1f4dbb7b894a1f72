import { within } from "./bed.ts";
import { failed } from "./checks.ts";
import { mustAnswer, type Step } from "./step.ts";

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
