import {
  addressOf,
  ephemeral,
  of,
  ofEphemeral,
  resource,
} from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { madeSecret } from "#plinth/kinds/aws/provider/made-secret.ts";
import { awsName, blockName } from "#plinth/kinds/aws/provider/names.ts";
import { groupsOf } from "#plinth/kinds/security-group/groups-of.ts";
import { toMib, toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { Expression, TerraformBlock } from "#plinth/model/terraform-block.ts";
import type { PostgresProps } from "./props.ts";
import { masterSecretName, masterUser } from "./secrets.ts";
import { firewall } from "./terraform-firewall.ts";

const module = "database";

type Postgres = PostgresProps & { readonly protected?: boolean };

/** What the server writes, and CloudWatch keeps. */
const logs = ["postgresql", "upgrade"] as const;

/** What the server is called in the account; the names of its logs follow from it, not from us. */
const identifier = (node: Pick<Node, "name">, system: System): string => awsName(system, node.name);

/** Groups by the names that RDS writes to. Made here, so that what is written ends. */
const logGroups = (node: Node<Postgres>, system: System): TerraformBlock[] =>
  logs.map((log) =>
    resource(module, "aws_cloudwatch_log_group", blockName(node, log), {
      name: `/aws/rds/instance/${identifier(node, system)}/${log}`,
      ...keptLogs(system, node),
    }),
  );

const subnetsOf = (node: Node<Postgres>, system: System): readonly Expression[] => {
  const network = system.nodes.get(node.parent);
  const side = node.props.public ? "public" : "private";
  const ranges = network?.props[`${side}Subnets`];
  return Array.from({ length: Array.isArray(ranges) ? ranges.length : 0 }, (_, i) =>
    of("network", "aws_subnet", blockName(network ?? node, side, i + 1), "id"),
  );
};

/** Settings of the server; who comes without TLS is refused. */
const parameters = (node: Node<Postgres>, system: System): TerraformBlock => {
  const { version, forceTls = version >= 15, maxConnections } = node.props;
  return resource(module, "aws_db_parameter_group", blockName(node), {
    name: awsName(system, `${node.name}-${version}`, 255),
    family: `postgres${version}`,
    parameter: [
      { name: "rds.force_ssl", value: forceTls ? "1" : "0" },
      // A look into what was slow, without the text of everything that was asked.
      { name: "log_min_duration_statement", value: "1000" },
      ...(maxConnections === undefined
        ? []
        : [
            {
              name: "max_connections",
              value: String(maxConnections),
              apply_method: "pending-reboot",
            },
          ]),
    ],
  });
};

/**
 * The password of the user that a server begins with. It is read back out of where it is kept, and not
 * taken from where it was made: an attempt that breaks off in between would leave two passwords.
 */
const masterPassword = (
  node: Node<Postgres>,
  system: System,
): readonly [Expression, readonly TerraformBlock[]] => {
  const name = blockName(node, masterUser);
  const kept = of(module, "aws_secretsmanager_secret_version", name, "secret_id");
  return [
    ofEphemeral(module, "aws_secretsmanager_secret_version", name, "secret_string"),
    [
      ...madeSecret(module, name, {
        name: masterSecretName(node, system),
        says: `The password of ${masterUser} on ${node.name}, who makes roles and databases`,
        isProtected: node.props.protected === true,
      }),
      ephemeral(module, "aws_secretsmanager_secret_version", name, { secret_id: kept }),
    ],
  ];
};

const instance = (node: Node<Postgres>, system: System, password: Expression): TerraformBlock => {
  const { props } = node;
  const name = blockName(node);
  const isProtected = props.protected === true;
  const days = props.backup === undefined ? 0 : toMs(props.backup.retention) / 86_400_000;
  return resource(
    module,
    "aws_db_instance",
    name,
    {
      identifier: identifier(node, system),
      engine: "postgres",
      // The major version alone: minor ones come by themselves, in the window below.
      engine_version: String(props.version),
      auto_minor_version_upgrade: true,
      instance_class: props.instance,
      allocated_storage: Math.ceil(toMib(props.storage) / 1024),
      storage_type: props.storageType ?? "gp3",
      storage_encrypted: props.encrypted ?? true,
      multi_az: props.standby ?? false,
      db_subnet_group_name: of(module, "aws_db_subnet_group", name, "name"),
      vpc_security_group_ids: [
        of(module, "aws_security_group", name, "id"),
        ...groupsOf(node, system),
      ],
      publicly_accessible: props.public ?? false,
      port: 5432,
      parameter_group_name: of(module, "aws_db_parameter_group", name, "name"),
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      username: masterUser,
      password_wo: password,
      password_wo_version: 1,
      // Seven days of it are free of charge.
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      enabled_cloudwatch_logs_exports: [...logs],
      backup_retention_period: days,
      // By night in America and Europe, and backups before maintenance.
      backup_window: "05:00-06:00",
      maintenance_window: "sun:06:30-sun:07:30",
      copy_tags_to_snapshot: true,
      delete_automated_backups: !isProtected,
      deletion_protection: isProtected,
      skip_final_snapshot: !isProtected,
      ...(isProtected && { final_snapshot_identifier: `${identifier(node, system)}-final` }),
    },
    {
      isProtected,
      after: logs.map((log) => addressOf(module, "aws_cloudwatch_log_group", blockName(node, log))),
      tells: {
        [`${name}_address`]: { attribute: "address", says: `Where "${node.name}" answers.` },
      },
    },
  );
};

/** A server of RDS: where it stands, who reaches it, how it is set, and what is kept of it. */
export const terraform = (node: Node<Postgres>, system: System): readonly TerraformBlock[] => {
  const [password, secret] = masterPassword(node, system);
  return [
    resource(module, "aws_db_subnet_group", blockName(node), {
      name: awsName(system, node.name, 255),
      subnet_ids: subnetsOf(node, system),
    }),
    ...firewall(node, system),
    parameters(node, system),
    ...logGroups(node, system),
    ...secret,
    instance(node, system, password),
  ];
};
