import { of } from "#plinth/kinds/aws/provider/block.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { besides, within } from "#plinth/kinds/aws/provider/within.ts";
import { bucketArn } from "#plinth/kinds/bucket/bucket-arn.ts";
import type { Ref } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type Arg, type Expression, template } from "#plinth/model/terraform-block.ts";

type Scoped = Node<{ readonly on?: readonly Ref[] }>;

/** What of a kind a role's actions are meant for: those it names, or all in the account. */
const meant = (node: Scoped, kind: string, system: System): readonly Node[] => {
  const all = besides(system, node, kind);
  const { on } = node.props;
  return on === undefined ? all : all.filter(({ id }) => on.some(({ ref }) => ref === id));
};

/** Buckets, or what is in them. */
export const bucketScope = (action: string, node: Scoped, system: System): readonly Expression[] =>
  meant(node, "bucket", system).map(({ id }) => {
    const arn = bucketArn({ ref: id });
    return /Object/.test(action) ? template`${arn}/*` : arn;
  });

const secretArn = (module: "database" | "secrets", block: string): Expression =>
  of(module, "aws_secretsmanager_secret", block, "arn");

/** Secrets by themselves, and those of servers, databases and brokers. */
export const secretScope = (node: Scoped, system: System): readonly Arg<string>[] => {
  const servers = meant(node, "postgres", system);
  const databases = [
    ...meant(node, "database", system),
    ...servers.flatMap((server) => within(system, server, "database")),
  ];
  const brokersAndSecrets = [...meant(node, "rabbitmq", system), ...meant(node, "secret", system)];
  return [
    ...servers.map((each) => secretArn("database", blockName(each, "master"))),
    ...[...new Set(databases)].map((each) => secretArn("database", blockName(each))),
    ...brokersAndSecrets.map((each) => secretArn("secrets", blockName(each))),
  ];
};
