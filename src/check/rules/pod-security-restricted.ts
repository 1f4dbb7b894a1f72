import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const podSecurityRestricted = defineRule({
  id: "pod-security-restricted",
  severity: "warning",
  why:
    "What the standard of the namespace lets in is what an intruder may start; `baseline` " +
    "lets in root and every capability that Kubernetes gives by default.",
  remedy: 'Write `podSecurity: "restricted"`, and mend the pods that it refuses.',
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      const level = props.podSecurity ?? "baseline";
      if (level === "restricted") continue;
      yield {
        on: id,
        says: `podSecurity "${level}" lets pods in that are root`,
        instead: 'podSecurity: "restricted"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1").network("vpc", soundNetwork);
      vpc.eks("main", { ...soundCluster, podSecurity: "baseline" });
    },
    found: ["aws/vpc/main"],
  },
});
