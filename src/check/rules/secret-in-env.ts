import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

const secretName = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)$/i;

const isSecret = (name: string, value: string): boolean =>
  secretName.test(name) && !/^(\/|\$\(|file:|$)/.test(value);

export const secretInEnv = defineRule({
  id: "secret-in-env",
  severity: "error",
  why:
    "What stands in a description stands in Git, in Terraform's state, in every report and " +
    "in the list of processes.",
  remedy:
    "Keep it in a secret store and give the program a reference; until the model has " +
    "secrets, leave it out here.",
  source: "https://12factor.net/config section III",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      for (const [name, value] of Object.entries(props.env ?? {})) {
        if (typeof value !== "string" || !isSecret(name, value)) continue;
        yield {
          on: id,
          says: `env.${name} is a secret by its name, and is written in the clear`,
          instead: `env.${name} from a secret store`,
        };
      }
    }
  },
  examples: {
    good(s) {
      s.kubernetes("main").service("web", {
        ...sound,
        env: { TOKEN_TTL: "60s", LOG_LEVEL: "info" },
      });
    },
    bad(s) {
      const env = { DB_PASSWORD: "hunter2" };
      const main = s.kubernetes("main");
      main.service("web", { ...sound, env });
      main.job("fill", { ...soundJob, env });
    },
    found: ["main/fill", "main/web"],
  },
});
