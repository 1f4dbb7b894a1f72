import { sound, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const logsExpire = defineRule({
  id: "logs-expire",
  severity: "warning",
  why: "CloudWatch keeps logs for ever, and each gigabyte is paid each month.",
  remedy: 'Say for how long they are kept: `logs: "30d"`.',
  source:
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/WhatIsCloudWatchLogs.html " +
    "section Log retention",
  *judge(look) {
    for (const { id } of look.of("monitoring").filter(({ props }) => props.logs === undefined)) {
      yield { on: id, says: "keeps logs for ever", instead: 'logs: "30d"' };
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundCloud(s);
      const from = main.service("web", sound);
      const collects = [{ from, by: "prometheus", metrics: ["rate"] }] as const;
      aws.monitoring("figures", { collects, logs: "30d" });
    },
    bad(s) {
      const { aws, main } = soundCloud(s);
      const from = main.service("web", sound);
      const collects = [{ from, by: "prometheus", metrics: ["rate"] }] as const;
      aws.monitoring("figures", { collects });
    },
    found: ["aws/figures"],
  },
});
