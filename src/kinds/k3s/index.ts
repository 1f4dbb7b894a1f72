import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { zonesOf } from "#plinth/model/lookup.ts";
import { systemNamespace } from "#plinth/model/on-cluster.ts";
import type { Ref } from "#plinth/model/ref.ts";

interface Machines {
  /** The instance type, e.g. `"t3.medium"`. */
  readonly type: `${string}.${string}`;
  readonly count: number;
}

export interface K3sProps {
  /** The minor version of Kubernetes. */
  readonly version: `1.${number}`;
  /** Machines that hold the control plane; one alone has no one to stand in for it. */
  readonly servers: Machines;
  /** Machines that run pods. */
  readonly agents: Machines;
  /** What the machines may do in the account. */
  readonly role?: Ref<"role", "">;
  /** @default "public" */
  readonly subnets?: "public" | "private";
  /** Whether Secrets are encrypted where they are stored. @default false */
  readonly secretsEncryption?: boolean;
  /** The Pod Security Standard of the namespaces. @default "baseline" */
  readonly podSecurity?: "privileged" | "baseline" | "restricted";
}

/** A Kubernetes cluster on machines of one's own (K3s). */
export const k3s = kind<K3sProps>()({
  name: "k3s",
  doc: "A Kubernetes cluster on machines of one's own (K3s).",
  in: ["network"],
  outputs: ["endpoint"],
  *valid({ props: { servers, agents } }) {
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
  terraform: none("Its machines and what they run at first start are not written yet."),
  cost: none("Its machines are not counted yet."),
  behaviour: none("Plinth does the control plane's part in `up` itself."),
  watch: none("Machine metrics are not in what `synth` writes yet."),
});
