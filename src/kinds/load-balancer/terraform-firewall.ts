import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { type Target, targetMachines } from "./targets.ts";

const module = "load-balancer";

interface Firewalled {
  readonly scheme?: "internet-facing" | "internal";
}

/** From balancer to machines, on the one port that leads to a service: a rule at each end. */
const toMachines = (
  node: Node<unknown>,
  target: Target,
  system: System,
  own: Expression,
): TerraformBlock[] => {
  const { block, nodePort, service } = target;
  return targetMachines(service, system).flatMap(({ suffix, says, group: theirs }) => {
    const name = `${block}_${suffix}`;
    const port = { ip_protocol: "tcp", from_port: nodePort, to_port: nodePort };
    return [
      resource(module, "aws_vpc_security_group_egress_rule", name, {
        security_group_id: own,
        description: `To ${service.name} on ${says}`,
        referenced_security_group_id: theirs,
        ...port,
      }),
      resource(module, "aws_vpc_security_group_ingress_rule", name, {
        security_group_id: theirs,
        description: `From ${node.name} to ${service.name}`,
        referenced_security_group_id: own,
        ...port,
      }),
    ];
  });
};

/** The firewall of a balancer: who calls it, and whom it calls, as the edges say. */
export const firewall = (
  node: Node<Firewalled>,
  ports: readonly number[],
  targets: readonly Target[],
  system: System,
): readonly TerraformBlock[] => {
  const name = blockName(node);
  const own = of(module, "aws_security_group", name, "id");
  const network = system.nodes.get(node.parent);
  const from = node.props.scheme === "internal" ? String(network?.props.cidr) : "0.0.0.0/0";
  return [
    resource(module, "aws_security_group", name, {
      name: awsName(system, node.name),
      description: `The balancer ${node.name}`,
      vpc_id: of("network", "aws_vpc", blockName(network ?? node), "id"),
    }),
    ...ports.map((port) =>
      resource(module, "aws_vpc_security_group_ingress_rule", `${name}_${port}`, {
        security_group_id: own,
        description: from === "0.0.0.0/0" ? "Callers" : "Callers within the network",
        ip_protocol: "tcp",
        from_port: port,
        to_port: port,
        cidr_ipv4: from,
      }),
    ),
    ...targets.flatMap((target) => toMachines(node, target, system, own)),
  ];
};
