import { soundK3s, soundOwnCloud } from "../examples.ts";
import { promiseToOutlast } from "../outlasts.ts";
import { defineRule } from "../rule.ts";

export const controlPlaneOutlastsOne = defineRule({
  id: "control-plane-outlasts-one",
  severity: "warning",
  why:
    "With its only server a cluster loses what moves pods, scales them and takes new versions, and " +
    "without a copy of it all that it knows. What runs runs on, until the next thing fails.",
  remedy: "Take three servers, or do not promise what rests on them.",
  source: "https://docs.k3s.io/datastore/ha-embedded",
  *judge(look) {
    const promise = promiseToOutlast(look);
    for (const { id, props } of promise === undefined ? [] : look.of("k3s")) {
      if (props.servers.count >= 3) continue;
      yield {
        on: id,
        says: `${promise}, and one server is all of its control plane`,
        instead: `servers: { type: "${props.servers.type}", count: 3 }`,
      };
    }
  },
  examples: {
    good(s) {
      soundOwnCloud(s);
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    bad(s) {
      soundOwnCloud(s, { servers: { ...soundK3s.servers, count: 1 } });
      s.objective("availability", { availability: "99.9%", over: "30d" });
    },
    found: ["aws/vpc/main"],
  },
});
