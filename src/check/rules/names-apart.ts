import { accountNames } from "../account-names.ts";
import { sound, soundBalancer, soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

/** A balancer calls a port of the machines. */
const reached = { ...sound, nodePort: 30080 } as const;

export const namesApart = defineRule({
  id: "names-apart",
  severity: "error",
  why:
    "AWS knows balancers, target groups, repositories and most else by a name that is unique in " +
    "a region and account, wherever in the model they stand; the second of two is refused in the " +
    "middle of a deployment, or takes the first for its own.",
  remedy: "Call one of them something else.",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
  *judge(look) {
    const alike = Map.groupBy(accountNames(look.system), ({ key }) => key);
    const told = new Set<string>();
    for (const [first, ...others] of alike.values()) {
      for (const { node, says, name } of others) {
        const pair = `${first?.node.id} ${node.id}`;
        // Of two that are called the same, everything around them is as well; one word is enough.
        if (first === undefined || first.node.id === node.id || told.has(pair)) continue;
        told.add(pair);
        yield {
          on: node.id,
          says: `makes a ${says} "${name}", and so does "${first.node.id}": one account has one`,
          instead: `another name than "${node.name}"`,
        };
      }
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundCloud(s);
      vpc.loadBalancer("door", {
        ...soundBalancer,
        routes: { "/*": main.service("web", reached) },
      });
    },
    bad(s) {
      const { aws, vpc, main } = soundCloud(s);
      vpc.loadBalancer("door", {
        ...soundBalancer,
        routes: { "/*": main.service("web", reached) },
      });
      const other = aws.network("other", {
        ...soundNetwork,
        cidr: "10.1.0.0/16",
        publicSubnets: ["10.1.0.0/24", "10.1.1.0/24"],
        privateSubnets: ["10.1.16.0/20", "10.1.32.0/20"],
      });
      const admin = other.eks("admin", soundCluster).service("admin", reached);
      other.loadBalancer("door", { ...soundBalancer, routes: { "/*": admin } });
    },
    found: ["aws/vpc/door"],
  },
});
