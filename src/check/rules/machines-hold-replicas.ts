import { eksNodes } from "#plinth/books/eks-nodes.ts";
import { sound, soundCloud } from "../examples.ts";
import type { Look, NodeOf } from "../look.ts";
import {
  agentsHave,
  askedOf,
  capacityOf,
  ownPlatformOf,
  platformOf,
  shortOf,
} from "../machine-capacity.ts";
import { defineRule } from "../rule.ts";

/** Why the agents of K3s do not hold what runs there; undefined when they do. */
const shortOnOwn = (look: Look, cluster: NodeOf<"k3s">): string | undefined => {
  const has = agentsHave(look, cluster);
  if (!has || cluster.props.agents.count === 0) return undefined;
  for (const [when, words] of [
    ["atRest", "at rest"] as const,
    ["most", "at their most"] as const,
  ]) {
    const asked = [askedOf(look, cluster.id, when), ownPlatformOf(look, cluster)];
    const short = shortOf(asked, has);
    if (short.length > 0) {
      const machines = cluster.props.agents.count === 1 ? "agent" : "agents";
      return `${cluster.props.agents.count} ${machines} cannot hold what runs ${words}: ${short.join(", ")}`;
    }
  }
  return undefined;
};

export const machinesHoldReplicas = defineRule({
  id: "machines-hold-replicas",
  severity: "error",
  why:
    "What does not fit stays pending: the kubelet, the platform's own pods and the number of " +
    "addresses take their share of every machine first.",
  remedy: "Take more or larger machines, fewer replicas, or smaller requests.",
  source: eksNodes.facts.source,
  *judge(look) {
    for (const cluster of look.of("k3s")) {
      const says = shortOnOwn(look, cluster);
      if (says === undefined) continue;
      yield { on: cluster.id, says, instead: "more agents, a larger type, or smaller requests" };
    }
    for (const cluster of look.of("eks")) {
      const groups = look.within(cluster.id, "node-group");
      if (groups.length === 0) continue;
      const grows = look.within(cluster.id, "node-autoscaler").length > 0;
      for (const [when, size] of [["atRest", "desired"] as const, ["most", "max"] as const]) {
        const countOf = ({ props }: NodeOf<"node-group">): number =>
          grows ? props[size] : props.desired;
        const has = capacityOf(look, groups, countOf);
        const machines = groups.reduce((sum, group) => sum + countOf(group), 0);
        if (!has) continue;
        const asked = [askedOf(look, cluster.id, when), platformOf(look, cluster, machines)];
        const short = shortOf(asked, has);
        if (short.length === 0) continue;
        const words = when === "atRest" ? "at rest" : "at their most";
        yield {
          on: groups[0]?.id ?? cluster.id,
          says:
            `${machines} machine${machines === 1 ? "" : "s"} cannot hold what runs ${words}: ` +
            short.join(", "),
          instead: `a larger ${grows ? size : "desired"}, a larger type, or smaller requests`,
        };
        break;
      }
    }
  },
  examples: {
    good(s) {
      soundCloud(s).main.service("web", sound);
    },
    bad(s) {
      const { main } = soundCloud(s);
      const resources = {
        cpu: { request: "1500m" },
        memory: { request: "1GiB", limit: "2GiB" },
      } as const;
      main.service("web", { ...sound, resources });
    },
    found: ["aws/vpc/main/machines"],
  },
});
