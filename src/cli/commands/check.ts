import { asJson, reaches, restsOnOldBook } from "#plinth/check/report.ts";
import { severities } from "#plinth/check/rule.ts";
import { dayOf } from "#plinth/model/day.ts";
import { exitCodes } from "#plinth/model/refusal.ts";
import { day } from "../check/day-flag.ts";
import { judge } from "../check/judge.ts";
import { openProfiles } from "../check/open-profiles.ts";
import { reportLines } from "../check/report-lines.ts";
import { writeReport } from "../check/write-report.ts";
import { command } from "../command.ts";
import { json, system } from "../common.ts";
import { choice, text, yes } from "../flag.ts";
import { coloursOf } from "../render/colours.ts";
import { showJson } from "../show-json.ts";

export default command({
  summary: "Judge a system before it costs anything: what will break, and what to write instead",
  group: "Judge",
  about: [
    "Ends in 4 when something counts that is as bad as --severity says, or worse; in 6 when what was " +
      "found rests on a book that is too old to be believed.",
    "A finding that is " +
      "accepted is waived where it stands, with a reason and a last day: " +
      'waive: [{ rule: "…", because: "…", until: "2027-06-30" }].',
  ],
  examples: [
    ["plinth check", "the only system of the project, in all its profiles"],
    ["plinth check time --severity warning", "warnings fail as well"],
    ["plinth check time --date 2027-03-01", "as it will be judged on that day"],
    ["plinth check time --sarif check.sarif", "for a code scanning page"],
  ],
  words: { system },
  flags: {
    profile: text("--profile <name>", "the profile to judge; all of them if none"),
    asWritten: yes("--as-written", "as-written.ts beside it: the document to the letter"),
    date: day("--date <day>", "the day for which to judge; today if none"),
    severity: choice("--severity <name>", "what it takes to fail", severities),
    sarif: text("--sarif <file>", "write a SARIF file too"),
    junit: text("--junit <file>", "write a JUnit file too"),
    json,
  },
  async run(args, world) {
    const { out } = world.terminal;
    const loaded = await openProfiles(args, world);
    const report = judge(loaded, { today: dayOf(world.now()), asked: args.date });
    if (args.sarif !== undefined) {
      const { sarif } = await import("#plinth/check/reports/sarif.ts");
      writeReport(world.cwd, args.sarif, sarif(report));
    }
    if (args.junit !== undefined) {
      const { junit } = await import("#plinth/check/reports/junit.ts");
      writeReport(world.cwd, args.junit, junit(report));
    }
    if (args.json) showJson(out, asJson(report));
    else {
      const width = world.terminal.live ? world.terminal.size().columns : Number.POSITIVE_INFINITY;
      for (const line of reportLines(report, { colours: coloursOf(out), width })) out.line(line);
    }
    if (reaches(report, args.severity)) return exitCodes.findings;
    return restsOnOldBook(report) ? exitCodes.book : exitCodes.done;
  },
});
