import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { agentsName } from "#plinth/kinds/aws/provider/machines-of.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { isRef, type Ref } from "#plinth/model/ref.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Arg, Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";

interface Group {
  readonly of?: Ref;
  readonly ingress: readonly {
    readonly port: number | "all";
    readonly protocol?: "tcp" | "udp";
    readonly from: string | Ref;
    readonly because?: string;
  }[];
}

const module = "network";

/** The firewall of a thing, from which calls are let in. */
const firewallOf = ({ ref, kind }: Ref, node: Pick<Node, "id">): Expression => {
  const name = blockName({ id: ref, name: ref });
  if (kind === "load-balancer") return of("load-balancer", "aws_security_group", name, "id");
  if (kind === "k3s") {
    return of("cluster", "aws_security_group", agentsName({ id: ref, name: ref }), "id");
  }
  if (kind === "postgres") return of("database", "aws_security_group", name, "id");
  if (kind === "node-group") return of("cluster", "aws_security_group", name, "id");
  if (kind === "security-group") return of(module, "aws_security_group", name, "id");
  if (kind === "eks") {
    return of("cluster", "aws_eks_cluster", name, "vpc_config[0].cluster_security_group_id");
  }
  const says = `"${node.id}" lets "${ref}" in, which has no firewall of its own`;
  throw new Refusal("findings", `${says}; name a balancer, a cluster, its machines or a range`);
};

const source = (from: string | Ref, node: Node<Group>): Readonly<Record<string, Arg<string>>> => {
  if (isRef(from)) return { referenced_security_group_id: firewallOf(from, node) };
  if (from === "itself") {
    return {
      referenced_security_group_id: of(module, "aws_security_group", blockName(node), "id"),
    };
  }
  return { cidr_ipv4: from === "internet" ? "0.0.0.0/0" : from };
};

/** A firewall by hand, with a rule for each thing that it lets in. */
export const terraform = (node: Node<Group>, system: System): readonly TerraformBlock[] => {
  const name = blockName(node);
  return [
    resource(module, "aws_security_group", name, {
      name: awsName(system, node.name),
      description: `Written by hand: ${node.name}`,
      vpc_id: of(module, "aws_vpc", blockName({ id: node.parent, name: node.parent }), "id"),
    }),
    ...node.props.ingress.map(({ port, protocol = "tcp", from, because }, i) =>
      resource(module, "aws_vpc_security_group_ingress_rule", `${name}_${i + 1}`, {
        security_group_id: of(module, "aws_security_group", name, "id"),
        ...(because !== undefined && { description: because }),
        ...(port === "all"
          ? { ip_protocol: "-1" }
          : { ip_protocol: protocol, from_port: port, to_port: port }),
        ...source(from, node),
      }),
    ),
  ];
};
