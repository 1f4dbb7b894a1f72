import { of } from "#plinth/kinds/aws/provider/block.ts";
import { madeSecret } from "#plinth/kinds/aws/provider/made-secret.ts";
import { blockName } from "#plinth/kinds/aws/provider/names.ts";
import { databaseSecretName } from "#plinth/kinds/postgres/secrets.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { type TerraformBlock, template } from "#plinth/model/terraform-block.ts";
import type { DatabaseProps } from "./props.ts";

/**
 * What its services need to reach a database, with the password of its role. Role and database are
 * made on the server by a job on the cluster, which is in reach of it; Terraform is not.
 */
export const terraform = (
  node: Node<DatabaseProps & { readonly protected?: boolean }>,
  system: System,
): readonly TerraformBlock[] => {
  const server = system.nodes.get(node.parent);
  const { name } = node;
  const host = of("database", "aws_db_instance", blockName(server ?? node), "address");
  const place = template`"host":"${host}","port":5432,"dbname":"${name}"`;
  return madeSecret("database", blockName(node), {
    name: databaseSecretName(node, system),
    says: `How the database ${node.name} is reached by the role that owns it`,
    isProtected: node.props.protected === true,
    holds: {
      values: 1,
      text: (password) => template`{${place},"username":"${name}","password":"${password(0)}"}`,
    },
  });
};
