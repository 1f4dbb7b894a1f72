import { Refusal } from "#plinth/model/refusal.ts";
import { command } from "../command.ts";
import { one } from "../word.ts";

export default command({
  summary: "Be the supervisor of a copy; what `up --detach` starts",
  group: "Run",
  hidden: true,
  examples: [],
  words: { request: one({ written: "<request>", says: "what up was asked for, as JSON" }) },
  flags: {},
  async run(args, world) {
    try {
      await world.local.superviseForever(args.request, () => world.stopping);
    } catch (error) {
      // It has said why to whoever started it; a second telling would only be in the way.
      if (error instanceof Refusal) return error.exitCode;
      throw error;
    }
  },
});
