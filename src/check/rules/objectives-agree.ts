import { type Rate, toPerSecond } from "#plinth/model/quantity.ts";
import { defineRule } from "../rule.ts";

export const objectivesAgree = defineRule({
  id: "objectives-agree",
  severity: "error",
  why:
    "Two promises of one thing that differ are one promise too many: whoever plans takes the " +
    "one that suits.",
  remedy: "Keep the one that was measured, and say on how much processor.",
  source: "https://sre.google/workbook/implementing-slos/",
  *judge(look) {
    const first = new Map<string, { readonly id: string; readonly rate: Rate }>();
    for (const { id, says } of look.said("objective")) {
      const { throughput, replicas, of } = says;
      if (throughput === undefined || replicas === undefined) continue;
      const key = `${of?.ref ?? ""} ${replicas}`;
      const other = first.get(key);
      if (!other) first.set(key, { id, rate: throughput });
      else if (toPerSecond(other.rate) !== toPerSecond(throughput)) {
        yield {
          on: `objective:${id}`,
          says:
            `promises ${throughput} by ${replicas} replica${replicas === 1 ? "" : "s"}, ` +
            `and objective "${other.id}" ${other.rate} by as many`,
          instead: "the one that was measured",
        };
      }
    }
  },
  examples: {
    good(s) {
      s.objective("one", { throughput: "10000/s", replicas: 1 });
      s.objective("three", { throughput: "30000/s", replicas: 3 });
    },
    bad(s) {
      s.objective("an-instance", { throughput: "50000/s", replicas: 1 });
      s.objective("one-pod", { throughput: "10000/s", replicas: 1 });
    },
    found: ["objective:one-pod"],
  },
});
