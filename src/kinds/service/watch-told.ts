import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { seriesOf } from "#plinth/model/promql.ts";
import type { Node, System } from "#plinth/model/system.ts";

/** The series of a metric that kube-state-metrics has of a thing, whichever of its pods told it. */
export const toldOf = (metric: string, label: string, node: Node<unknown>, system: System) => {
  const series = seriesOf(metric, { namespace: namespaceOf(system), [label]: node.name });
  return { series, max: `max by (namespace, ${label}) (${series})` };
};

/** What to look at when replicas are not as they should be. */
export const looksAt = (node: Node<unknown>, system: System) => {
  const kubectl = `kubectl -n ${namespaceOf(system)}`;
  const pods = `pods -l app.kubernetes.io/name=${node.name}`;
  return {
    pods: `Which replicas are there, and where? \`${kubectl} get ${pods} -o wide\``,
    describe: `What does the cluster say of them? \`${kubectl} describe ${pods}\``,
    logs: `What did the last one say? \`${kubectl} logs deployment/${node.name} --previous --tail=50\``,
    drains: `Who may go? \`${kubectl} get poddisruptionbudget ${node.name}\``,
  };
};
