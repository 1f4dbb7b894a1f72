import { figures } from "#plinth/books/figures.ts";
import { sound, soundBalancer, soundCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** What a thing has of a kind by a collector; undefined: not in the book. */
const knownFor = (
  { balancer, machine, instance, database }: typeof figures.facts,
  kind: string,
  by: string,
): { readonly has: readonly string[] } | undefined => {
  if (by === "cloudwatch-agent") return machine;
  if (by !== "cloudwatch") return undefined;
  const byKind: Readonly<Record<string, { readonly has: readonly string[] }>> = {
    "load-balancer": balancer,
    "node-group": instance,
    k3s: instance,
    postgres: database,
  };
  return byKind[kind];
};

export const figureHasSource = defineRule({
  id: "figure-has-source",
  severity: "error",
  why:
    "A figure that its source does not have is an empty panel, and an alarm on it never " +
    "fires.",
  remedy:
    "Collect what the source has, or give the program a path for its own metrics and collect " +
    "that by prometheus.",
  source: figures.facts.balancer.source,
  *judge(look) {
    for (const { id, props } of look.of("monitoring")) {
      for (const { from, by, metrics } of props.collects) {
        const known = knownFor(look.read(figures), from.kind, by);
        const unknown = known ? metrics.filter((metric) => !known.has.includes(metric)) : [];
        if (!known || unknown.length === 0) continue;
        yield {
          on: id,
          says: `"${from.ref}" has no ${unknown.map((metric) => `"${metric}"`).join(", ")} by ${by}`,
          instead: `some of ${known.has.slice(0, 6).join(", ")}`,
        };
      }
    }
  },
  examples: {
    good(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const from = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      const collects = [{ from, by: "cloudwatch", metrics: ["rate", "5xx"] }] as const;
      aws.monitoring("figures", { collects, logs: "30d" });
    },
    bad(s) {
      const { aws, vpc, main } = soundCloud(s);
      const routes = { "/*": main.service("web", sound) } as const;
      const from = vpc.loadBalancer("alb", { ...soundBalancer, routes });
      const collects = [{ from, by: "cloudwatch", metrics: ["user sessions"] }] as const;
      aws.monitoring("figures", { collects, logs: "30d" });
    },
    found: ["aws/figures"],
  },
});
