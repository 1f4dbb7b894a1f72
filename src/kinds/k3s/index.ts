import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { zonesOf } from "#plinth/model/lookup.ts";
import { systemNamespace } from "#plinth/model/on-cluster.ts";
import { toMib, toMs } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import type { K3sProps } from "./props.ts";
import { terraform } from "./terraform.ts";

/** A Kubernetes cluster on machines of one's own (K3s). */
export const k3s = kind<K3sProps>()({
  name: "k3s",
  doc: "A Kubernetes cluster on machines of one's own (K3s).",
  in: ["network"],
  outputs: ["endpoint"],
  *valid({ props: { servers, agents, disk, snapshots } }) {
    const hours = snapshots === undefined ? 24 : toMs(snapshots.every) / 3_600_000;
    if (hours > 24 || 24 % hours !== 0) {
      yield { says: `snapshots.every "${snapshots?.every}" must be whole hours that divide a day` };
    }
    if (disk !== undefined && toMib(disk) < 8 * 1024) {
      yield { says: `disk ${disk} is under the 8GiB of the machine image` };
    }
    for (const [name, { count }, least] of [
      ["servers", servers, 1],
      ["agents", agents, 0],
    ] as const) {
      if (!Number.isInteger(count) || count < least) {
        yield { says: `${name}.count must be a whole number from ${least}, not ${count}` };
      }
    }
    if (servers.count % 2 === 0) {
      yield {
        says: `servers.count must be odd, so that etcd has a majority, not ${servers.count}`,
      };
    }
  },
  local: (node, system) => [
    { part: "place" },
    { part: "machines", desired: node.props.agents.count, zones: zonesOf(system, node) },
  ],
  kubernetes: ({ props: { podSecurity = "baseline", version } }, system) => [
    systemNamespace(system, podSecurity, version),
  ],
  terraform,
  cost,
  behaviour: none("Plinth does the control plane's part in `up` itself."),
  watch: none("Machine metrics are not in what `synth` writes yet."),
});
