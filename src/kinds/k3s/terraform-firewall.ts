import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { groupsOf } from "#plinth/kinds/security-group/groups-of.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { machinesName, type Side, sidesOf } from "./names.ts";
import type { K3sProps } from "./props.ts";

const module = "cluster";

/** The firewalls of a cluster's machines of one sort: its own, and those by hand. */
export const groupsOfMachines = (
  node: Node<K3sProps>,
  side: Side,
  system: System,
): readonly Expression[] => [
  of(module, "aws_security_group", machinesName(node, side), "id"),
  ...groupsOf(node, system),
];

interface Way {
  readonly from: Side;
  readonly to: Side;
  readonly protocol: "tcp" | "udp";
  readonly ports: readonly [number, number];
  readonly says: string;
}

/** What machines of a cluster say to each other: https://docs.k3s.io/installation/requirements#networking */
const waysOf = (props: K3sProps): readonly Way[] => {
  const sides = sidesOf(props);
  const pairs = sides.flatMap((from) => sides.map((to) => ({ from, to })));
  return [
    ...sides.map((from): Way => {
      return { from, to: "servers", protocol: "tcp", ports: [6443, 6443], says: "API server" };
    }),
    ...pairs.flatMap(({ from, to }): Way[] => [
      { from, to, protocol: "udp", ports: [8472, 8472], says: "pods of other machines" },
      { from, to, protocol: "tcp", ports: [10250, 10250], says: "figures of kubelets" },
    ]),
    ...(props.servers.count > 1
      ? [
          {
            from: "servers",
            to: "servers",
            protocol: "tcp",
            ports: [2379, 2380],
            says: "etcd",
          } as const,
        ]
      : []),
  ];
};

/** A rule at each end: what leaves one machine is let into the other. */
const opened = (
  node: Node<K3sProps>,
  { from, to, protocol, ports: [from_port, to_port], says }: Way,
): readonly TerraformBlock[] => {
  const name = blockName(node, from, to, from_port);
  const near = of(module, "aws_security_group", machinesName(node, from), "id");
  const far = of(module, "aws_security_group", machinesName(node, to), "id");
  const port = { ip_protocol: protocol, from_port, to_port };
  return [
    resource(module, "aws_vpc_security_group_egress_rule", name, {
      security_group_id: near,
      description: `To ${to}: ${says}`,
      referenced_security_group_id: far,
      ...port,
    }),
    resource(module, "aws_vpc_security_group_ingress_rule", name, {
      security_group_id: far,
      description: `From ${from}: ${says}`,
      referenced_security_group_id: near,
      ...port,
    }),
  ];
};

/**
 * The firewalls of servers and agents. Nothing comes in from outside but what a balancer hands to an
 * agent's node port, which is the balancer's rule; nobody comes in by SSH. Out goes HTTPS, and what is
 * said to the cluster's own machines and to a database.
 */
export const firewall = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] => [
  ...sidesOf(node.props).flatMap((side) => {
    const name = machinesName(node, side);
    return [
      resource(module, "aws_security_group", name, {
        name: awsName(system, `${node.name}-${side}`),
        description: `The ${side} of the cluster ${node.name}`,
        vpc_id: of("network", "aws_vpc", blockName({ id: node.parent, name: node.parent }), "id"),
      }),
      resource(module, "aws_vpc_security_group_egress_rule", `${name}_https`, {
        security_group_id: of(module, "aws_security_group", name, "id"),
        description: "AWS itself, images, and what is fetched at the first start",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "0.0.0.0/0",
      }),
    ];
  }),
  ...waysOf(node.props).flatMap((way) => opened(node, way)),
];
