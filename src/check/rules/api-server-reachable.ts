import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { isPushedTo } from "../pushed-to.ts";
import { defineRule } from "../rule.ts";

export const apiServerReachable = defineRule({
  id: "api-server-reachable",
  severity: "error",
  why:
    "A runner of GitHub or GitLab stands outside of the network: what only the network reaches it " +
    "cannot deploy to.",
  remedy:
    'Open the endpoint, `endpoint: "public-and-private"`, or deliver by pulling: `delivery: ' +
    '"pull"`.',
  source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      if (props.endpoint !== "private" || !isPushedTo(look, id)) continue;
      yield {
        on: id,
        says: "a pipeline pushes to it from outside, and its API server is reached from inside only",
        instead: 'endpoint: "public-and-private", or delivery: "pull" in the pipeline',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, deploys: [web] });
    },
    bad(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, delivery: "push", deploys: [web] });
    },
    found: ["aws/vpc/main"],
  },
});
