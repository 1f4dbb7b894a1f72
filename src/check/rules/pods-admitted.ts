import { sound, soundCloud } from "../examples.ts";
import { missingFrom } from "../restricted-pods.ts";
import { defineRule } from "../rule.ts";

export const podsAdmitted = defineRule({
  id: "pods-admitted",
  severity: "error",
  why:
    "A namespace under the standard `restricted` refuses every pod that keeps more rights " +
    "than it allows: the Deployment is there, and none of its replicas ever is.",
  remedy: "Give the service the security that the standard asks for.",
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
  *judge(look) {
    for (const cluster of [...look.of("eks"), ...look.of("k3s")]) {
      if (cluster.props.podSecurity !== "restricted") continue;
      for (const { id, props } of look.within(cluster.id, "service")) {
        const { security = {} } = props;
        const missing = [
          ...(security.runAsNonRoot ? [] : [["being root", "runAsNonRoot: true"] as const]),
          ...missingFrom(security),
        ];
        if (missing.length === 0) continue;
        yield {
          on: id,
          says: `"${cluster.id}" refuses its pods: ${missing.map(([name]) => name).join(", ")}`,
          instead: `security: { ${missing.map(([, code]) => code).join(", ")} }`,
        };
      }
    }
  },
  examples: {
    good(s) {
      soundCloud(s).main.service("web", sound);
    },
    bad(s) {
      soundCloud(s).main.service("web", { ...sound, security: { runAsNonRoot: true } });
    },
    found: ["aws/vpc/main/web"],
  },
});
