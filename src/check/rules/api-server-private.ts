import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { isPushedTo } from "../pushed-to.ts";
import { defineRule } from "../rule.ts";

export const apiServerPrivate = defineRule({
  id: "api-server-private",
  severity: "warning",
  why:
    "An API server that the internet reaches is one leaked token away from being somebody " +
    "else's.",
  remedy:
    'Write `endpoint: "private"`, and deliver by pulling from inside, or from a runner in ' +
    "the network.",
  source: "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      const endpoint = props.endpoint ?? "public-and-private";
      if (endpoint === "private" || isPushedTo(look, id)) continue;
      yield {
        on: id,
        says: `its API server is reached from the internet (endpoint "${endpoint}")`,
        instead: 'endpoint: "private"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1").network("vpc", soundNetwork);
      vpc.eks("main", { ...soundCluster, endpoint: "public" });
    },
    found: ["aws/vpc/main"],
  },
});
