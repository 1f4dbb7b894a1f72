import { allows } from "../allows.ts";
import { sound, soundDatabase, soundK3s, soundNetwork, soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { programsIn } from "../programs.ts";
import { defineRule } from "../rule.ts";

const call = "secretsmanager:GetSecretValue";

/** Kinds whose outputs are kept in the account's store of secrets. */
const kept: ReadonlySet<string> = new Set(["database", "rabbitmq", "secret"]);

/** The first program of a cluster that uses a secret of the account. */
const firstUser = (look: Look, cluster: string): string | undefined =>
  programsIn(look, cluster).find(({ id }) =>
    look.from(id).some(({ to, output }) => {
      const kind = look.system.nodes.get(to)?.kind;
      return output !== "" && kind !== undefined && kept.has(kind);
    }),
  )?.id;

export const secretsReadable = defineRule({
  id: "secrets-readable",
  severity: "error",
  why:
    "A secret that lies in the account's store comes to no pod by itself: without something that may " +
    "read it there, pods wait for a Secret that nobody makes. A right of the machines would be one of " +
    "every pod on them.",
  remedy: `Give the cluster a \`secretReader\` with a role of its own that permits ${call}.`,
  source: "https://external-secrets.io/latest/provider/aws-secrets-manager/",
  *judge(look) {
    for (const { id } of [...look.of("eks"), ...look.of("k3s")]) {
      const user = firstUser(look, id);
      if (user === undefined) continue;
      const reader = look.within(id, "secret-reader")[0];
      const role = look.node(reader?.props.role.ref, "role");
      if (role && allows(role.props, call)) continue;
      yield {
        on: reader?.id ?? id,
        says: reader
          ? `its role does not permit ${call}, which "${user}" waits for`
          : `nothing reads secrets of the account for "${user}"`,
        instead: reader
          ? `actions: ["${call}"]`
          : 'cluster.secretReader("secrets", { role: … }) with a role for its pods',
      };
    }
  },
  examples: {
    good(s) {
      const { vpc, main } = soundOwnCloud(s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
    },
    bad(s) {
      const vpc = s.aws("eu-central-1", { zones: 2 }).network("vpc", soundNetwork);
      const main = vpc.k3s("main", soundK3s);
      const { url } = vpc.postgres("db", soundDatabase).database("stock", {});
      main.service("web", { ...sound, connections: 4, env: { DATABASE_URL: url } });
    },
    found: ["aws/vpc/main"],
  },
});
