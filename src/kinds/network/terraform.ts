import { data, of, ofData, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { within, zoneNames } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";
import { endpoints } from "./terraform-endpoints.ts";
import { flowLog } from "./terraform-flow-log.ts";

interface Network {
  readonly cidr: string;
  readonly publicSubnets: readonly string[];
  readonly privateSubnets: readonly string[];
  readonly nat: "one-per-zone" | "one" | "none";
  readonly endpoints?: readonly string[];
  readonly flowLogs?: boolean;
}

const module = "network";

const subnets = (node: Node<Network>, system: System, side: "public" | "private") => {
  const ranges = side === "public" ? node.props.publicSubnets : node.props.privateSubnets;
  const zones = zoneNames(system, node);
  const holdsMachines = within(system, node, "node-group").some(
    ({ props }) => (props.subnets ?? "private") === side,
  );
  return ranges.map((cidr, i) =>
    resource(
      module,
      "aws_subnet",
      blockName(node, side, i + 1),
      {
        vpc_id: of(module, "aws_vpc", blockName(node), "id"),
        cidr_block: cidr,
        // Letters differ from account to account, so the account is asked.
        availability_zone:
          zones?.[i] ?? ofData(module, "aws_availability_zones", "available", `names[${i}]`),
        ...(side === "public" && { map_public_ip_on_launch: holdsMachines }),
        tags: {
          Name: awsName(system, `${node.name}-${side}-${i + 1}`),
          [side === "public" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb"]: "1",
        },
      },
      // A zone more in the region moves the others in the list; a subnet stays where it was made.
      zones ? {} : { leaves: ["availability_zone"] },
    ),
  );
};

const natGateways = (node: Node<Network>, system: System): TerraformBlock[] => {
  const { nat, publicSubnets, privateSubnets } = node.props;
  const count = { none: 0, one: 1, "one-per-zone": privateSubnets.length }[nat];
  return publicSubnets.slice(0, count).flatMap((_, i) => {
    const tags = { Name: awsName(system, `${node.name}-nat-${i + 1}`) };
    const name = blockName(node, "nat", i + 1);
    return [
      resource(module, "aws_eip", name, { domain: "vpc", tags }),
      resource(
        module,
        "aws_nat_gateway",
        name,
        {
          allocation_id: of(module, "aws_eip", name, "id"),
          subnet_id: of(module, "aws_subnet", blockName(node, "public", i + 1), "id"),
          tags,
        },
        {
          after: [
            { module, block: "resource", type: "aws_internet_gateway", name: blockName(node) },
          ],
        },
      ),
    ];
  });
};

type Way = "gateway_id" | "nat_gateway_id";

/** A table of routes, the way out that it may have, and the subnets that follow it. */
const table = (
  node: Node<Network>,
  system: System,
  suffix: string,
  out: readonly [Way, Expression] | undefined,
  subnetNames: readonly string[],
): TerraformBlock[] => {
  const name = blockName(node, suffix);
  const id = of(module, "aws_route_table", name, "id");
  const tags = { Name: awsName(system, `${node.name}-${suffix.replace("_", "-")}`) };
  const vpc = of(module, "aws_vpc", blockName(node), "id");
  return [
    resource(module, "aws_route_table", name, { vpc_id: vpc, tags }),
    ...(out
      ? [
          resource(module, "aws_route", name, {
            route_table_id: id,
            destination_cidr_block: "0.0.0.0/0",
            [out[0]]: out[1],
          }),
        ]
      : []),
    ...subnetNames.map((subnet) =>
      resource(module, "aws_route_table_association", subnet, {
        route_table_id: id,
        subnet_id: of(module, "aws_subnet", subnet, "id"),
      }),
    ),
  ];
};

const routes = (node: Node<Network>, system: System): TerraformBlock[] => {
  const { publicSubnets, privateSubnets, nat } = node.props;
  const publicNames = publicSubnets.map((_, i) => blockName(node, "public", i + 1));
  const internet = of(module, "aws_internet_gateway", blockName(node), "id");
  const natOf = (i: number): readonly [Way, Expression] | undefined => {
    if (nat === "none") return undefined;
    const name = blockName(node, "nat", nat === "one" ? 1 : Math.min(i + 1, publicSubnets.length));
    return ["nat_gateway_id", of(module, "aws_nat_gateway", name, "id")];
  };
  return [
    ...(publicNames.length > 0
      ? table(node, system, "public", ["gateway_id", internet], publicNames)
      : []),
    ...privateSubnets.flatMap((_, i) =>
      table(node, system, `private_${i + 1}`, natOf(i), [blockName(node, "private", i + 1)]),
    ),
  ];
};

/** The network: subnets by zone, ways out, and ways to AWS that cost no NAT. */
export const terraform = (node: Node<Network>, system: System): readonly TerraformBlock[] => {
  const name = blockName(node);
  const tags = { Name: awsName(system, node.name) };
  const vpc = of(module, "aws_vpc", name, "id");
  return [
    // Local zones have to be asked for and are no place for a cluster.
    ...(zoneNames(system, node)
      ? []
      : [
          data(module, "aws_availability_zones", "available", {
            state: "available",
            filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
          }),
        ]),
    resource(
      module,
      "aws_vpc",
      name,
      {
        cidr_block: node.props.cidr,
        enable_dns_hostnames: true,
        enable_dns_support: true,
        tags,
      },
      { tells: { [`${name}_id`]: { attribute: "id", says: `The network "${node.name}".` } } },
    ),
    // Taken over and left without rules: whatever is not given a group reaches nothing.
    resource(module, "aws_default_security_group", name, { vpc_id: vpc, tags }),
    ...(node.props.publicSubnets.length > 0
      ? [resource(module, "aws_internet_gateway", name, { vpc_id: vpc, tags })]
      : []),
    ...subnets(node, system, "public"),
    ...subnets(node, system, "private"),
    ...natGateways(node, system),
    ...routes(node, system),
    ...endpoints(node, system),
    ...(node.props.flowLogs ? flowLog(node, system) : []),
  ];
};
