import { runtimes } from "#plinth/books/runtimes.ts";
import { sound } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

/** The line that a version belongs to: `20` for `20.11.0`, `1.21` for `1.21.3`. */
const lineOf = (version: string, lines: readonly string[]): string | undefined =>
  lines.find((line) => version === line || version.startsWith(`${line}.`));

export const runtimeAlive = defineRule({
  id: "runtime-alive",
  severity: "error",
  why:
    "A line of releases that has ended gets no fixes: the next hole in its HTTP parser stays " +
    "open.",
  remedy: "Write a supported line, and update every year.",
  source: "https://endoflife.date/ section Programming languages",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const [name = "", version = ""] = props.runtime?.split("@") ?? [];
      const runtime = look.read(runtimes)[name];
      const line = runtime && lineOf(version, Object.keys(runtime.lines));
      const ends = line === undefined ? undefined : runtime?.lines[line]?.ends;
      if (!runtime || ends === undefined || ends >= look.day) continue;
      yield {
        on: id,
        says: `runtime "${props.runtime}": ${name} ${line} has had no fixes since ${ends}`,
        instead: `runtime: "${runtime.write}" (${runtime.source})`,
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, runtime: "go@1.26" });
    },
    bad(s) {
      const main = s.kubernetes("main");
      main.service("api", { ...sound, runtime: "node@20.11.0" });
      main.service("web", { ...sound, runtime: "go@1.21" });
    },
    found: ["main/api", "main/web"],
  },
});
