import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { machinesOf } from "#plinth/kinds/aws/provider/machines-of.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { byText } from "#plinth/model/sorted.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";

const module = "database";

const port = { ip_protocol: "tcp", from_port: 5432, to_port: 5432 };

const isIn = (id: string, place: string): boolean => id === place || id.startsWith(`${place}/`);

/** The clusters on which something stands that uses the server or a database on it, by id. */
const callersOf = (node: Pick<Node, "id">, system: System): readonly Node[] => {
  const callers = system.edges.flatMap(({ from, to }) => {
    const caller = system.nodes.get(from);
    const isOn = isIn(to, node.id) && !isIn(from, node.id);
    const cluster = isOn && caller?.phase === "current" && system.nodes.get(caller.parent);
    return cluster ? [cluster] : [];
  });
  return [...new Set(callers)].sort(byText(({ id }) => id));
};

/** The firewall of a server: the machines of those who use it come in, and nothing goes out. */
export const firewall = (node: Node<unknown>, system: System): readonly TerraformBlock[] => {
  const name = blockName(node);
  const own = of(module, "aws_security_group", name, "id");
  return [
    resource(module, "aws_security_group", name, {
      name: awsName(system, node.name),
      description: `The server ${node.name}`,
      vpc_id: of("network", "aws_vpc", blockName({ id: node.parent, name: node.parent }), "id"),
    }),
    ...callersOf(node, system).flatMap((cluster) =>
      machinesOf(cluster, system).flatMap((machines) => {
        const block = `${name}_${machines.suffix}`;
        return [
          resource(module, "aws_vpc_security_group_ingress_rule", block, {
            security_group_id: own,
            description: `From ${machines.says}`,
            referenced_security_group_id: machines.group,
            ...port,
          }),
          ...(machines.isShutIn
            ? [
                resource(module, "aws_vpc_security_group_egress_rule", block, {
                  security_group_id: machines.group,
                  description: `To ${node.name}`,
                  referenced_security_group_id: own,
                  ...port,
                }),
              ]
            : []),
        ];
      }),
    ),
  ];
};
