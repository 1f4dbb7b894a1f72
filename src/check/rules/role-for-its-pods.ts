import { namespaceOf } from "#plinth/model/on-cluster.ts";
import { sound, soundOwnCloud } from "../examples.ts";
import type { Look } from "../look.ts";
import { defineRule } from "../rule.ts";

/** The driver's own, as its chart and its EKS add-on name it. */
const driver = "kube-system/ebs-csi-controller-sa";

/** What pods take a role on, each with the namespace and service account that they do so as. */
function* takenOn(look: Look): Generator<{ id: string; role: string | undefined; as: string }> {
  const namespace = namespaceOf(look.system);
  // Their service accounts are called as they are.
  const own = [...look.of("dump"), ...look.of("secret-reader"), ...look.of("service")];
  for (const { id, name, props } of own) {
    yield { id, role: props.role?.ref, as: `${namespace}/${name}` };
  }
  for (const { id, props } of look.of("disks")) yield { id, role: props.role?.ref, as: driver };
}

export const roleForItsPods = defineRule({
  id: "role-for-its-pods",
  severity: "error",
  why:
    "AWS gives a role to the service account that its trust policy names, letter by letter. Pods of any " +
    "other are refused when they first call it, which for a copy at night is the next morning.",
  remedy: "Write the namespace, which is the system's name, and the name of what takes it on.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  *judge(look) {
    for (const { id, role, as } of takenOn(look)) {
      const assumedBy = look.node(role, "role")?.props.assumedBy;
      if (typeof assumedBy !== "object" || !("pods" in assumedBy) || assumedBy.pods === as)
        continue;
      yield {
        on: id,
        says: `takes "${role}" on as "${as}", and that is for "${assumedBy.pods}"`,
        instead: `assumedBy: { pods: "${as}" }`,
      };
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundOwnCloud(s);
      const role = aws.role("web", {
        assumedBy: { pods: "example/web", by: "irsa" },
        actions: ["sqs:SendMessage"],
      });
      main.service("web", { ...sound, role });
    },
    bad(s) {
      const { aws, main } = soundOwnCloud(s);
      const role = aws.role("web", {
        assumedBy: { pods: "example/wbe", by: "irsa" },
        actions: ["sqs:SendMessage"],
      });
      main.service("web", { ...sound, role });
    },
    found: ["aws/vpc/main/web"],
  },
});
