import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { missingFrom } from "../restricted-pods.ts";
import { defineRule } from "../rule.ts";

export const privilegesDropped = defineRule({
  id: "privileges-dropped",
  severity: "warning",
  why:
    "Kubernetes leaves a container fourteen capabilities, the right to gain more, and every " +
    "system call; a program that answers requests or fills a database needs none of it.",
  remedy:
    "Drop all capabilities, forbid to gain privileges, and take the runtime's seccomp " +
    "profile.",
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
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
      const main = s.kubernetes("main");
      main.service("web", { ...sound, security });
      main.job("fill", { ...soundJob, security });
    },
    found: ["main/fill", "main/web"],
  },
});
