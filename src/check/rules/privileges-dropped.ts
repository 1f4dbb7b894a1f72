import { sound } from "../examples.ts";
import { missingFrom } from "../restricted-pods.ts";
import { defineRule } from "../rule.ts";

export const privilegesDropped = defineRule({
  id: "privileges-dropped",
  severity: "warning",
  why:
    "Kubernetes leaves a container fourteen capabilities, the right to gain more, and every " +
    "system call; a service that answers requests needs none of it.",
  remedy:
    "Drop all capabilities, forbid to gain privileges, and take the runtime's seccomp " +
    "profile.",
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  *judge(look) {
    for (const { id, props } of look.of("service")) {
      const missing = missingFrom(props.security);
      if (missing.length === 0) continue;
      yield {
        on: id,
        says: `keeps rights it does not need: ${missing.map(([name]) => name).join(", ")}`,
        instead: `security: { ${missing.map(([, code]) => code).join(", ")} }`,
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const security = { runAsNonRoot: true, readOnlyRootFilesystem: true } as const;
      s.kubernetes("main").service("web", { ...sound, security });
    },
    found: ["main/web"],
  },
});
