import { type Cidr, parseCidr } from "#plinth/model/cidr.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { terraform } from "./terraform.ts";

export interface SecurityGroupProps {
  /** What it stands before. Left out: a group by its own name. */
  readonly of?: Ref;
  readonly ingress: readonly {
    /** One port, or all of them. */
    readonly port: number | "all";
    /** @default "tcp" */
    readonly protocol?: "tcp" | "udp";
    readonly from: "internet" | "itself" | Cidr | Ref;
    readonly because?: string;
  }[];
}

/** A firewall written by hand (a security group), where edges alone do not say it. */
export const securityGroup = kind<SecurityGroupProps>()({
  name: "security-group",
  doc: "A firewall written by hand (a security group), where edges alone do not say it.",
  in: ["network"],
  outputs: [],
  *valid({ props }) {
    for (const { port, from } of props.ingress) {
      if (port !== "all" && (!Number.isInteger(port) || port < 1 || port > 65535)) {
        yield { says: `ingress port must be 1 to 65535 or "all", not ${port}` };
      }
      if (typeof from !== "string" || from === "internet" || from === "itself") continue;
      const range = parseCidr(from);
      if ("wrong" in range) yield { says: range.wrong };
    }
  },
  local: none("The loopback interface has no firewall; only declared edges get an address."),
  kubernetes: none("On a cluster, NetworkPolicies are derived from edges for every service."),
  terraform,
  cost: none("Security groups are free of charge."),
  behaviour: none("Packets are filtered by the provider."),
  watch: none("Refused packets are seen in flow logs, not in a metric."),
});
