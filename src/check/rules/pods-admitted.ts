import { sound, soundCloud, soundJob } from "../examples.ts";
import { programsIn } from "../programs.ts";
import { missingFrom } from "../restricted-pods.ts";
import { defineRule } from "../rule.ts";

export const podsAdmitted = defineRule({
  id: "pods-admitted",
  severity: "error",
  why:
    "A namespace under the standard `restricted` refuses every pod that keeps more rights " +
    "than it allows: the Deployment or the Job is there, and none of its pods ever is.",
  remedy: "Give the program the security that the standard asks for.",
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
  *judge(look) {
    for (const cluster of [...look.of("eks"), ...look.of("k3s")]) {
      if (cluster.props.podSecurity !== "restricted") continue;
      for (const { id, props } of programsIn(look, cluster.id)) {
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
      const { main } = soundCloud(s);
      const security = { runAsNonRoot: true } as const;
      main.service("web", { ...sound, security });
      main.job("fill", { ...soundJob, security });
    },
    found: ["aws/vpc/main/fill", "aws/vpc/main/web"],
  },
});
