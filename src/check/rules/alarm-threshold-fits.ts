import { sound, soundBalancer, soundCloud } from "../examples.ts";
import type { PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";

type Alarm = PropsOf<"alarm">;

const share = { is: "a share", such: '"1%"', fits: /%$/ };
const count = { is: "a number", such: "0", fits: /^\d+$/ };

/** How the threshold of a metric is written. */
const written: Readonly<
  Record<Alarm["metric"], { readonly is: string; readonly such: string; readonly fits: RegExp }>
> = {
  "5xx-rate": share,
  "p99-latency": { is: "a time", such: '"500ms"', fits: /\d(ms|s|m|h|d)$/ },
  "unhealthy-hosts": count,
  "at-max-replicas": count,
  cpu: share,
  memory: share,
  storage: share,
};

export const alarmThresholdFits = defineRule({
  id: "alarm-threshold-fits",
  severity: "error",
  why:
    "Ten errors are a disaster among twenty requests and nothing among a million: a count where a " +
    "share is meant wakes people at noon and lets them sleep at night.",
  remedy: "Write a share for rates and for what is used of something, and a time for latency.",
  source: "https://sre.google/workbook/alerting-on-slos/",
  *judge(look) {
    for (const { id, props } of look.of("alarm")) {
      const { is, such, fits } = written[props.metric];
      if (fits.test(String(props.above))) continue;
      yield {
        on: id,
        says: `watches ${props.metric}, which is ${is}, and fires above ${JSON.stringify(props.above)}`,
        instead: `above: ${such}`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      aws.alarm("errors", { of: alb, metric: "5xx-rate", above: "1%", for: "5m" });
      aws.alarm("slow", { of: alb, metric: "p99-latency", above: "500ms", for: "5m" });
    },
    bad(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const alb = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      aws.alarm("errors", { of: alb, metric: "5xx-rate", above: 10, for: "5m" });
    },
    found: ["aws/errors"],
  },
});
