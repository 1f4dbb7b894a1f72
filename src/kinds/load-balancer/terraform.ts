import { addressOf, of, resource } from "#plinth/kinds/aws/provider/block.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { groupsOf } from "#plinth/kinds/security-group/groups-of.ts";
import { toSeconds } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";
import type { LoadBalancerProps } from "./local.ts";
import { type Target, targetMachines, targetsOf } from "./targets.ts";
import { accessLogs, accessLogsName } from "./terraform-access-logs.ts";
import { firewall } from "./terraform-firewall.ts";
import { listeners } from "./terraform-listeners.ts";

const module = "load-balancer";

const subnetsOf = (node: Node<LoadBalancerProps>, system: System): readonly Expression[] => {
  const network = system.nodes.get(node.parent);
  const side = node.props.scheme === "internal" ? "private" : "public";
  const ranges = network?.props[`${side}Subnets`];
  return Array.from({ length: Array.isArray(ranges) ? ranges.length : 0 }, (_, i) =>
    of("network", "aws_subnet", blockName(network ?? node, side, i + 1), "id"),
  );
};

/** The machines that lead to a service, and how the balancer finds out which of them do. */
const targetGroup = (
  node: Node<LoadBalancerProps>,
  { service, block, nodePort }: Target,
  system: System,
): TerraformBlock[] => {
  const { health = {}, deregistrationDelay = "300s" } = node.props;
  const network = system.nodes.get(node.parent);
  return [
    resource(module, "aws_lb_target_group", block, {
      name: awsName(system, `${node.name}-${service.name}`, 32),
      vpc_id: of("network", "aws_vpc", blockName(network ?? node), "id"),
      target_type: "instance",
      protocol: "HTTP",
      port: nodePort,
      deregistration_delay: String(toSeconds(deregistrationDelay)),
      health_check: {
        path: health.path ?? "/",
        interval: toSeconds(health.every ?? "30s"),
        timeout: toSeconds(health.timeout ?? "5s"),
        healthy_threshold: health.healthy ?? 5,
        unhealthy_threshold: health.unhealthy ?? 2,
        matcher: health.matcher ?? "200",
      },
    }),
    ...targetMachines(service, system).map(({ suffix, scalingGroup }) =>
      resource(
        module,
        "aws_autoscaling_attachment",
        `${block}_${suffix}`,
        {
          autoscaling_group_name: scalingGroup,
          lb_target_group_arn: of(module, "aws_lb_target_group", block, "arn"),
        },
        // The machines of a group that takes another's place are targets before the others are none.
        { isReplacedFirst: true },
      ),
    ),
  ];
};

/** The balancer: its address, what it listens on, and the machines behind it. */
export const terraform = (
  node: Node<LoadBalancerProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  const { protected: isProtected = false, accessLogs: kept } = node.props;
  const records = accessLogsName(node);
  const { scheme = "internet-facing", idleTimeout = "60s", domain, listeners: wanted } = node.props;
  const name = blockName(node);
  const targets = targetsOf(node, system);
  const ports = (wanted ?? (domain === undefined ? [80] : [80, 443])).filter(
    // Without a certificate there is nothing to answer with on 443.
    (port) => port !== 443 || domain !== undefined,
  );
  const network = system.nodes.get(node.parent);
  const isPublic = scheme === "internet-facing";
  return [
    resource(
      module,
      "aws_lb",
      name,
      {
        name: awsName(system, node.name, 32),
        load_balancer_type: "application",
        internal: !isPublic,
        subnets: subnetsOf(node, system),
        security_groups: [of(module, "aws_security_group", name, "id"), ...groupsOf(node, system)],
        idle_timeout: toSeconds(idleTimeout),
        drop_invalid_header_fields: true,
        ...(isProtected && { enable_deletion_protection: true }),
        ...(kept !== undefined && {
          access_logs: { bucket: of(module, "aws_s3_bucket", records, "id"), enabled: true },
        }),
      },
      {
        tells: {
          [`${name}_address`]: {
            attribute: "dns_name",
            says: `Where the balancer "${node.name}" answers.`,
          },
        },
        isProtected,
        after: [
          ...(isPublic && network
            ? [addressOf("network", "aws_internet_gateway", blockName(network))]
            : []),
          // It writes a first file at once, and is refused where it may not.
          ...(kept === undefined ? [] : [addressOf(module, "aws_s3_bucket_policy", records)]),
        ],
      },
    ),
    ...(kept === undefined ? [] : accessLogs(node, kept, isProtected, system)),
    ...firewall(node, ports, targets, system),
    ...targets.flatMap((target) => targetGroup(node, target, system)),
    ...listeners(node, ports, targets),
  ];
};
