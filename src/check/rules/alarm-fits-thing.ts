import { sound, soundCloud } from "../examples.ts";
import type { PropsOf } from "../look.ts";
import { defineRule } from "../rule.ts";

/** Which kinds have a metric; the first is what is usually meant. */
const kindsWith: Readonly<Record<PropsOf<"alarm">["metric"], readonly string[]>> = {
  "5xx-rate": ["load-balancer"],
  "p99-latency": ["load-balancer"],
  "unhealthy-hosts": ["load-balancer"],
  "at-max-replicas": ["service"],
  cpu: ["service", "node-group", "k3s", "postgres"],
  memory: ["service", "node-group", "k3s"],
  storage: ["postgres"],
};

export const alarmFitsThing = defineRule({
  id: "alarm-fits-thing",
  severity: "error",
  why:
    "An alarm on a metric that its thing does not have waits for data for ever: it looks " +
    "calm and is blind.",
  remedy:
    "Watch the balancer for errors, latency and sick targets, a scaled service for its " +
    "maximum, services and machines for processor and memory.",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  *judge(look) {
    for (const { id, props } of look.of("alarm")) {
      const { of, metric } = props;
      const scaled = look.node(of.ref, "service")?.props.scale !== undefined;
      const fits = kindsWith[metric].includes(of.kind);
      if (fits && (metric !== "at-max-replicas" || scaled)) continue;
      yield {
        on: id,
        says: fits
          ? `watches whether "${of.ref}" is at its most replicas, and nothing scales it`
          : `watches ${metric} of "${of.ref}", which a ${of.kind} does not have`,
        instead: fits ? "scale: { min, max, cpu } in the service" : `of: a ${kindsWith[metric][0]}`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundCloud(s);
      const web = main.service("web", sound);
      aws.alarm("no-room", { of: web, metric: "at-max-replicas", above: 0, for: "15m" });
    },
    bad(s) {
      const { aws, main } = soundCloud(s);
      const web = main.service("web", sound);
      aws.alarm("errors", { of: web, metric: "5xx-rate", above: "1%", for: "5m" });
    },
    found: ["aws/errors"],
  },
});
