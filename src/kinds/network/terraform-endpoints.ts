import { of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { regionOf } from "#plinth/kinds/aws/provider/within.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";

interface Network {
  readonly cidr: string;
  readonly publicSubnets: readonly string[];
  readonly privateSubnets: readonly string[];
  readonly endpoints?: readonly string[];
}

const module = "network";

/** S3 by the tables of routes: it is free, and layers of images come from there. */
const gateway = (node: Node<Network>, system: System): TerraformBlock => {
  const { publicSubnets, privateSubnets } = node.props;
  const tables = [
    ...(publicSubnets.length > 0 ? ["public"] : []),
    ...privateSubnets.map((_, i) => `private_${i + 1}`),
  ];
  return resource(module, "aws_vpc_endpoint", blockName(node, "s3"), {
    vpc_id: of(module, "aws_vpc", blockName(node), "id"),
    service_name: `com.amazonaws.${regionOf(system, node)}.s3`,
    vpc_endpoint_type: "Gateway",
    route_table_ids: tables.map((name) =>
      of(module, "aws_route_table", blockName(node, name), "id"),
    ),
    tags: { Name: awsName(system, `${node.name}-s3`) },
  });
};

/** Other services by addresses in the subnets, reached from within the network alone. */
const interfaces = (
  node: Node<Network>,
  system: System,
  services: readonly string[],
): TerraformBlock[] => {
  const { cidr, publicSubnets, privateSubnets } = node.props;
  const group = blockName(node, "endpoints");
  const vpc = of(module, "aws_vpc", blockName(node), "id");
  const side = privateSubnets.length > 0 ? "private" : "public";
  const subnets = (side === "private" ? privateSubnets : publicSubnets).map((_, i) =>
    of(module, "aws_subnet", blockName(node, side, i + 1), "id"),
  );
  return [
    resource(module, "aws_security_group", group, {
      name: awsName(system, `${node.name}-endpoints`),
      description: "AWS services within the network",
      vpc_id: vpc,
    }),
    resource(module, "aws_vpc_security_group_ingress_rule", group, {
      security_group_id: of(module, "aws_security_group", group, "id"),
      description: "HTTPS from the network",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: cidr,
    }),
    ...services.map((service) =>
      resource(module, "aws_vpc_endpoint", blockName(node, service), {
        vpc_id: vpc,
        service_name: `com.amazonaws.${regionOf(system, node)}.${service}`,
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
        subnet_ids: subnets,
        security_group_ids: [of(module, "aws_security_group", group, "id")],
        tags: { Name: awsName(system, `${node.name}-${service.replace(".", "-")}`) },
      }),
    ),
  ];
};

/** Ways to AWS' services that do not go through a NAT gateway. */
export const endpoints = (node: Node<Network>, system: System): TerraformBlock[] => {
  const services = node.props.endpoints ?? [];
  const others = services.filter((service) => service !== "s3");
  return [
    ...(services.includes("s3") ? [gateway(node, system)] : []),
    ...(others.length > 0 ? interfaces(node, system, others) : []),
  ];
};
