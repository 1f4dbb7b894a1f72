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
    await world.local.superviseForever(args.request, world.stopping);
  },
});
