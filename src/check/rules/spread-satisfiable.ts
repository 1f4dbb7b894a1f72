import { sound, soundCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

/** How many places there are at most; undefined when the model does not say. */
const placesFor = (look: Look, id: string, sort: "zones" | "hosts"): number | undefined => {
  if (sort === "zones") return zonesAround(look, id);
  const cluster = look.around(id, "eks");
  const groups = cluster ? look.within(cluster.id, "node-group") : [];
  if (groups.length === 0) return undefined;
  return groups.reduce((sum, { props }) => sum + props.max, 0);
};

export const spreadSatisfiable = defineRule({
  id: "spread-satisfiable",
  severity: "error",
  why:
    "What is required rather leaves a replica waiting than be broken: with more replicas " +
    "than places those over it never start.",
  remedy: "Prefer instead of requiring, or have at least as many machines or zones as replicas.",
  source: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const { most } = replicasOf(props);
      for (const rule of props.spread ?? []) {
        if (!("apart" in rule) || rule.strictly !== "require") continue;
        const places = placesFor(look, id, rule.apart);
        if (places === undefined || most <= places) continue;
        yield {
          on: id,
          says: `up to ${most} replicas must stand apart by ${rule.apart}, of which there are ${places}`,
          instead: `{ apart: "${rule.apart}", strictly: "prefer" }`,
        };
      }
    }
  },
  examples: {
    good(s) {
      const { main } = soundCloud(s);
      const scale = { min: 1, max: 2, cpu: "70%" } as const;
      const spread = [{ over: "zones" }, { apart: "hosts", strictly: "require" }] as const;
      main.service("web", { ...sound, scale, spread, disruption: { maxUnavailable: 1 } });
    },
    bad(s) {
      const { main } = soundCloud(s);
      const scale = { min: 3, max: 4, cpu: "70%" } as const;
      const spread = [{ over: "zones" }, { apart: "zones", strictly: "require" }] as const;
      main.service("web", { ...sound, scale, spread });
    },
    found: ["aws/vpc/main/web"],
  },
});
