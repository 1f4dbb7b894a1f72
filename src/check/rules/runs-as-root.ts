import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const runsAsRoot = defineRule({
  id: "runs-as-root",
  severity: "error",
  why:
    "Who breaks out of a program that is root in its container is root on the machine, " +
    "unless something else holds.",
  remedy:
    "Run as a user without rights: `security.runAsNonRoot`, and a number above 0 as " +
    "`image.user`.",
  source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const user = String(props.image?.user ?? "").split(":")[0];
      if (user !== "0" && props.security?.runAsNonRoot) continue;
      const says =
        user === "0" ? "image.user is 0, which is root" : "nothing keeps it from being root";
      yield {
        on: id,
        says,
        instead: 'image: { user: "65532:65532" }, security: { runAsNonRoot: true }',
      };
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", { ...sound, image: { user: "65532:65532" } });
    },
    bad(s) {
      const main = s.kubernetes("main");
      main.service("api", { ...sound, image: { user: 0 } });
      main.job("fill", { ...soundJob, security: {} });
      main.service("web", { ...sound, security: {} });
    },
    found: ["main/api", "main/fill", "main/web"],
  },
});
