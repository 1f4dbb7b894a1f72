import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Programs of a cloud's user that only pretend: they write down how they were called. */
export interface Programs {
  readonly path: string;
  /** How they were called so far, one line each. */
  called(): Promise<readonly string[]>;
}

const says: Readonly<Record<string, string>> = {
  terraform: `case "$*" in
  version) echo "Terraform v1.12.0" ;;
  *" plan "*) echo '{"type":"planned_change","change":{"resource":{"addr":"aws_vpc.vpc"},"action":"create"}}' ;;
  *" output -raw "*) echo "told-by-terraform" ;;
esac`,
  aws: `case "$*" in
  --version) echo "aws-cli/2.30.0" ;;
  *get-caller-identity*) echo 123456789012 ;;
  *head-bucket*|*describe-images*) exit 254 ;;
  *get-login-password*) echo a-secret ;;
  *list-clusters*) echo 1 ;;
esac`,
  kubectl: `case "$*" in
  version*) echo "Client Version: v1.36.0" ;;
  *" get --ignore-not-found "*) echo customresourcedefinition/known ;;
esac`,
  buildah: `case "$1" in
  --version) echo "buildah version 1.40.0" ;;
  login) cat >/dev/null ;;
  push) echo sha256:abc > "$3" ;;
esac`,
};

/** Puts them into a folder; `over` replaces what one of them does. */
export const programsIn = (
  folder: string,
  over: Readonly<Record<string, string | undefined>> = {},
): Programs => {
  const bin = join(folder, "bin");
  const log = join(folder, "called.txt");
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, "");
  for (const [name, script] of Object.entries({ ...says, ...over })) {
    if (script === undefined) continue;
    const text = `#!/bin/sh\necho "${name} $*" >> "${log}"\n${script}\n`;
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  return {
    path: `${bin}:/usr/bin:/bin`,
    called: async () => (await Bun.file(log).text()).split("\n").filter((line) => line !== ""),
  };
};
