import { rootVariables } from "./root-variables.ts";

/** How the folder is used by somebody who has nothing but Terraform and an account. */
export const readme = (name: string, hasBootstrap: boolean, variables: readonly string[]): string =>
  [
    `# ${name} in Terraform`,
    "",
    "Terraform 1.11 or later, and credentials of an account. Nothing secret is in these files or in",
    "the state.",
    "",
    ...(hasBootstrap
      ? [
          "Once for each account, the bucket of the state; its own small state stays in `bootstrap/`:",
          "",
          "    terraform -chdir=bootstrap init",
          "    terraform -chdir=bootstrap apply",
          "",
          "Then, with the name of the bucket that was told:",
          "",
          '    terraform init -backend-config="bucket=..."',
        ]
      : ["    terraform init"]),
    "    terraform plan -out=plan",
    "    terraform apply plan",
    "",
    "Checkov, called on the folder above, leaves out what the system's description accepts",
    "(`.checkov.yaml` there says what, and why).",
    "",
    "`init` writes `.terraform.lock.hcl`, with hashes of the provider that the root names: keep it in Git",
    "beside these files, in `bootstrap/` too. `synth` leaves it alone.",
    "",
    "What may be given, as `-var NAME=...` or in the environment as `TF_VAR_NAME`:",
    "",
    ...variables.map((each) => `- \`${each}\`: ${rootVariables[each]?.says}`),
    "",
  ].join("\n");
