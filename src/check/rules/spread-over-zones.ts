import { sound, soundCloud } from "../examples.ts";
import { replicasOf } from "../replicas-of.ts";
import { defineRule } from "../rule.ts";
import { zonesAround } from "../zones-around.ts";

export const spreadOverZones = defineRule({
  id: "spread-over-zones",
  severity: "warning",
  why:
    "Different machines may stand in one zone: replicas that are kept apart by host alone " +
    "can all be lost with a zone.",
  remedy: 'Spread over zones, and over hosts besides if need be: `spread: [{ over: "zones" }]`.',
  source: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const zones = zonesAround(look, id) ?? 1;
      const { atRest } = replicasOf(props);
      if (zones < 2 || atRest < 2) continue;
      const spread = props.spread ?? [];
      if (spread.some((rule) => ("over" in rule ? rule.over : rule.apart) === "zones")) continue;
      yield {
        on: id,
        says: `nothing keeps its ${atRest} replicas from standing all in one of ${zones} zones`,
        instead: 'spread: [{ over: "zones" }, { apart: "hosts" }]',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s).main.service("web", { ...sound, spread: [{ over: "zones" }] });
    },
    bad(s) {
      soundCloud(s).main.service("web", { ...sound, spread: [{ apart: "hosts" }] });
    },
    found: ["aws/vpc/main/web"],
  },
});
