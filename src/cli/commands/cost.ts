import { day } from "../check/day-flag.ts";
import { command } from "../command.ts";
import { json, profile, system } from "../common.ts";
import { amount, cpuPerRequest, know, rate, support } from "../cost/flags.ts";
import { count, text, yes } from "../flag.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Say what a system costs a month, line by line, and from where each price is",
  group: "Judge",
  about: [
    "A month has 730 hours. Amounts are as expected, with a range over the bounds of what scales by " +
      "itself. What is not known is said to be unknown, and is in no sum.",
    "Ends in 5 when a budget is over as expected, in 6 when a price is missing or a book too old.",
  ],
  examples: [
    ["plinth cost time --rate 50/s", "the bill at 50 requests a second"],
    ["plinth cost time --compare production development", "profiles side by side"],
    ["plinth cost time --region us-east-1", "the same elsewhere"],
    ["plinth cost time --curve", "from 1 to 100,000 requests a second, and by the million"],
    ["plinth cost time --as-written --sources", "the document's shape, and where prices are from"],
  ],
  words: { system },
  flags: {
    profile,
    compare: { ...text("--compare <profiles>", "profiles side by side"), list: true },
    rate,
    curve: yes("--curve", "at rates from 1/s to 100,000/s, and by the million of requests"),
    region: text("--region <name>", "as if it stood in another region", "region"),
    support,
    know,
    requestBytes: amount("--request-bytes <n>", "a request with its headers; 150 if none"),
    answerBytes: amount("--answer-bytes <n>", "an answer with its headers; 400 if none"),
    requestsPerConnection: count("--requests-per-connection <n>", "100 if none", 1),
    logBytes: amount("--log-bytes <n>", "what is logged for a request; unknown if none"),
    cpuPerRequest,
    date: day("--date <day>", "the day for which to price; today if none"),
    asWritten: yes("--as-written", "as-written.ts beside it: the document to the letter"),
    sources: yes("--sources", "also where each price was read"),
    markdown: yes("--markdown", "as Markdown, for a pull request"),
    json,
  },
  async run(args, world) {
    const { costOf } = await import("../cost/cost-of.ts");
    const { all, curve, terms, exitCode } = await costOf(args, world);
    const { out, err } = world.terminal;
    if (args.json) {
      const { asJson } = await import("../cost/as-json.ts");
      showJson(out, asJson(all, terms, curve));
    } else {
      const { costLines } = await import("../cost/show.ts");
      const { coloursOf } = await import("../render/colours.ts");
      const width = world.terminal.live ? world.terminal.size().columns : Number.POSITIVE_INFINITY;
      const look = { colours: coloursOf(out), width, sources: args.sources };
      for (const line of costLines({ all, curve, markdown: args.markdown }, terms, look)) {
        out.line(line);
      }
    }
    for (const complaint of new Set(all.flatMap(({ bill }) => bill.complaints))) {
      err.line(complaint);
    }
    return exitCode;
  },
});
