import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const rootFileSystemReadOnly = defineRule({
  id: "root-file-system-read-only",
  severity: "warning",
  why:
    "What cannot write to its own files cannot be made to run something else after the next " +
    "start, and nothing it forgets fills the disk of the machine.",
  remedy: "Set `security.readOnlyRootFilesystem`, and write to a volume or to /tmp in memory.",
  source: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      if (props.security?.readOnlyRootFilesystem) continue;
      yield {
        on: id,
        says: "may write to its own root file system",
        instead: "security: { readOnlyRootFilesystem: true }",
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", sound);
    },
    bad(s) {
      const security = { ...sound.security, readOnlyRootFilesystem: false };
      const main = s.kubernetes("main");
      main.service("web", { ...sound, security });
      main.job("fill", { ...soundJob, security });
    },
    found: ["main/fill", "main/web"],
  },
});
