import { podRange, serviceRange } from "#plinth/kinds/k3s/addresses.ts";
import { overlaps, parseCidr } from "#plinth/model/cidr.ts";
import { soundK3s, soundNetwork, soundOwnCloud } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const podsApartFromNetwork = defineRule({
  id: "pods-apart-from-network",
  severity: "error",
  why:
    "A machine sends what is for an address of a pod or of a service into the cluster. A database or " +
    "another machine with such an address is never reached.",
  remedy: `Give the network a range without ${podRange} and ${serviceRange}, which K3s uses.`,
  source: "https://docs.k3s.io/cli/server#networking",
  *judge(look) {
    for (const { id, parent } of look.of("k3s")) {
      const network = look.node(parent, "network");
      if (!network) continue;
      for (const each of [podRange, serviceRange]) {
        const [own, taken] = [parseCidr(network.props.cidr), parseCidr(each)];
        if ("wrong" in own || "wrong" in taken || !overlaps(own, taken)) continue;
        yield {
          on: id,
          says: `gives out addresses of ${each}, and so does "${network.id}" with ${network.props.cidr}`,
          instead: 'cidr: "10.0.0.0/16" in the network, or another that is apart',
        };
      }
    }
  },
  examples: {
    good(s) {
      soundOwnCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", {
        ...soundNetwork,
        cidr: "10.42.0.0/16",
        publicSubnets: ["10.42.0.0/24", "10.42.1.0/24"],
        privateSubnets: ["10.42.16.0/20", "10.42.32.0/20"],
      });
      vpc.k3s("main", soundK3s);
    },
    found: ["aws/vpc/main"],
  },
});
