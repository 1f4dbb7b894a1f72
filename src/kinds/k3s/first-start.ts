/// <reference path="./first-start/scripts.d.ts" />
import { systemName } from "#plinth/kinds/aws/provider/names.ts";
import { regionOf } from "#plinth/kinds/aws/provider/within.ts";
import { bucketName } from "#plinth/kinds/bucket/bucket-name.ts";
import { toMs } from "#plinth/model/quantity.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { rangesOf, serverPlaces } from "./addresses.ts";
import agent from "./first-start/agent.sh" with { type: "text" };
import everyMachine from "./first-start/every-machine.sh" with { type: "text" };
import server from "./first-start/server.sh" with { type: "text" };
import { hasIssuer, issuerBucket } from "./issuer.ts";
import { agentConfig, hasAgent } from "./logs.ts";
import { tokenName } from "./names.ts";
import type { K3sProps } from "./props.ts";
import { ecrProvider, k3sReleases } from "./releases.ts";

/** Text as a shell takes it: in quotes, with nothing to be replaced in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

type Setting = string | readonly string[];

const assigned = ([name, value]: readonly [string, Setting]): string =>
  `${name}=${typeof value === "string" ? quoted(value) : `(${value.map(quoted).join(" ")})`}`;

/** Whether what the control plane knows is in etcd; a single server may do with SQLite. */
const hasEtcd = ({ servers, snapshots }: K3sProps): boolean =>
  servers.count > 1 || snapshots !== undefined;

/** At which hours of the day copies are made, in cron's words. */
const times = ({ snapshots }: K3sProps): string => {
  const hours = snapshots === undefined ? 0 : toMs(snapshots.every) / 3_600_000;
  return hours === 0 ? "" : `0 */${hours} * * *`;
};

/** What is particular to a system of all that a machine does when it first starts. */
const shared = (node: Node<K3sProps>, system: System): Record<string, Setting> => {
  const { version, servers, release = k3sReleases[version] } = node.props;
  return {
    REGION: regionOf(system, node),
    K3S_VERSION: release?.version ?? "",
    K3S_SHA256: release?.sha256 ?? "",
    ECR_PROVIDER: ecrProvider.url,
    ECR_PROVIDER_SHA256: ecrProvider.sha256 ?? "",
    SERVERS: serverPlaces(servers.count, rangesOf(node, system)).map(({ address }) => address),
    AGENT_TOKEN: tokenName(node, "agent", system),
    CLOUDWATCH_AGENT: hasAgent(node, system) ? JSON.stringify(agentConfig(system)) : "",
  };
};

const ofServers = (node: Node<K3sProps>, system: System): Record<string, Setting> => {
  const { agents, secretsEncryption = false, snapshots } = node.props;
  const bucket = snapshots && system.nodes.get(snapshots.to.ref);
  return {
    SERVER_TOKEN: tokenName(node, "server", system),
    SECRETS_ENCRYPTION: String(secretsEncryption),
    TAINT: agents.count > 0 ? "node-role.kubernetes.io/control-plane=true:NoSchedule" : "",
    DATASTORE: hasEtcd(node.props) ? "etcd" : "sqlite",
    SNAPSHOT_BUCKET: bucket ? bucketName(bucket, system) : "",
    SNAPSHOT_FOLDER: snapshotFolder(node, system),
    SNAPSHOT_TIMES: times(node.props),
    SNAPSHOTS_KEPT: String(snapshots?.keep ?? ""),
    ISSUER_BUCKET: hasIssuer(node, system) ? issuerBucket(node, system) : "",
  };
};

/** Where in their bucket the copies of a cluster are. */
export const snapshotFolder = (node: Pick<Node, "name">, system: System): string =>
  `etcd/${systemName(system)}/${node.name}`;

/** The script that a machine runs when it first starts, as cloud-init takes it: bash, 16 KB at most. */
export const firstStart = (
  node: Node<K3sProps>,
  which: "servers" | "agents",
  system: System,
): string => {
  const settings = {
    ...shared(node, system),
    ...(which === "servers" && ofServers(node, system)),
  };
  return [
    "#!/bin/bash",
    "# shellcheck disable=SC2016 # What is in braces here is for the agent that reads it.",
    ...Object.entries(settings).map(assigned),
    "",
    everyMachine + (which === "servers" ? server : agent),
  ].join("\n");
};
