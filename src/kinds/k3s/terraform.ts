import { resource } from "#plinth/kinds/aws/provider/block.ts";
import { keptLogs } from "#plinth/kinds/aws/provider/kept-logs.ts";
import { madeSecret } from "#plinth/kinds/aws/provider/made-secret.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { refusedAt } from "#plinth/model/refused-at.ts";
import type { Node, System } from "#plinth/model/system.ts";
import type { TerraformBlock } from "#plinth/model/terraform-block.ts";
import { hasAgent, logsOf } from "./logs.ts";
import { tokenName } from "./names.ts";
import type { K3sProps } from "./props.ts";
import { k3sReleases } from "./releases.ts";
import { firewall } from "./terraform-firewall.ts";
import { issuer } from "./terraform-issuer.ts";
import { machines } from "./terraform-machines.ts";
import { roles } from "./terraform-roles.ts";

const module = "cluster";

/**
 * What makes a machine a server, or an agent. The server's is also what opens a copy of etcd, so it is
 * there as long as the copies are of use.
 */
const tokens = (
  node: Node<K3sProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] =>
  (["agent", "server"] as const).flatMap((which) =>
    madeSecret(module, blockName(node, `${which}_token`), {
      name: tokenName(node, which, system),
      says: `What makes a machine ${which === "agent" ? "an agent" : "a server"} of ${node.name}`,
      isProtected: node.props.protected === true,
    }),
  );

/** What an agent on the machines writes to. Made here, so that what is written ends. */
const logGroups = (node: Node<K3sProps>, system: System): readonly TerraformBlock[] =>
  hasAgent(node, system)
    ? Object.entries(logsOf(system)).map(([log, name]) =>
        resource(module, "aws_cloudwatch_log_group", blockName(node, log), {
          name,
          ...keptLogs(system, node),
        }),
      )
    : [];

/**
 * A cluster of K3s: machines with their firewalls, roles and tokens.
 * @throws Refusal for a version of which no release is known, or without a subnet to stand in
 */
export const terraform = (
  node: Node<K3sProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  const { version, release, subnets = "public" } = node.props;
  if (release === undefined && k3sReleases[version] === undefined) {
    const says = `"${node.id}": no release of K3s ${version} is known here`;
    const known = Object.keys(k3sReleases).join(", ");
    throw refusedAt(system, node.id, `${says}; give its release and sum, or use ${known}`);
  }
  const ranges = system.nodes.get(node.parent)?.props[`${subnets}Subnets`];
  if (!Array.isArray(ranges) || ranges.length === 0) {
    const says = `"${node.id}" stands in ${subnets} subnets, of which its network has none`;
    throw refusedAt(system, node.id, `${says}; give it some, or say which subnets`);
  }
  return [
    ...tokens(node, system),
    ...logGroups(node, system),
    ...firewall(node, system),
    ...roles(node, system),
    ...issuer(node, system),
    ...machines(node, system),
  ];
};
