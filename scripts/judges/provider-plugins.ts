import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "./step.ts";

const provider = "registry.terraform.io/hashicorp/aws";

/** Whether a folder is a mirror of the provider: version, then platform, or packed. */
const holdsProvider = (mirror: string): boolean => {
  const at = join(mirror, provider);
  if (!existsSync(at)) return false;
  return readdirSync(at, { recursive: true }).some((path) =>
    /terraform-provider-aws/.test(String(path)),
  );
};

/** Folders that Terraform's own settings name, in the order in which it looks into them. */
const settled = async (): Promise<string[]> => {
  const home = homedir();
  const { PLINTH_TERRAFORM_PLUGINS, TF_CLI_CONFIG_FILE, TF_PLUGIN_CACHE_DIR } = process.env;
  const config = Bun.file(TF_CLI_CONFIG_FILE ?? join(home, ".terraformrc"));
  const text = (await config.exists()) ? await config.text() : "";
  const named = [...text.matchAll(/^\s*(?:path|plugin_cache_dir)\s*=\s*"([^"]+)"/gm)];
  // Where Terraform looks without being told: "Implied Local Mirror Directories" of its documentation.
  const implied = [
    join(home, ".terraform.d/plugins"),
    join(home, ".local/share/terraform/plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ];
  const said = [PLINTH_TERRAFORM_PLUGINS, ...named.map(([, path]) => path), TF_PLUGIN_CACHE_DIR];
  return [...said.filter((path) => path !== undefined), ...implied];
};

/** Any other folder of this machine that is laid out like a mirror. */
const searched = async (): Promise<string[]> => {
  const skip = ["(", "-path", "/proc", "-o", "-path", "/sys", ")", "-prune", "-o"];
  const named = ["-type", "d", "-path", `*/${provider}`, "-print", "-prune"];
  const said = await run([
    "sh",
    "-c",
    'find / -xdev "$@" 2>/dev/null || true',
    "sh",
    ...skip,
    ...named,
  ]);
  const mirrors = said
    .split("\n")
    .filter((path) => path !== "")
    .map((path) => path.slice(0, -provider.length - 1));
  // What Terraform unpacked for a folder of somebody's is theirs, and may go.
  return mirrors.filter((path) => !path.includes("/.terraform/"));
};

/** Links to a mirror of the provider's plugin. Where it is; undefined when this machine has none. */
export const linkPlugins = async (folder: string): Promise<string | undefined> => {
  const link = join(folder, "terraform-plugins");
  if (process.env.PLINTH_TERRAFORM_PLUGINS === undefined && holdsProvider(link)) return link;
  const found = (await settled()).find(holdsProvider) ?? (await searched()).find(holdsProvider);
  if (found === undefined) return undefined;
  await mkdir(folder, { recursive: true });
  await rm(link, { recursive: true, force: true });
  await symlink(found, link);
  return found;
};
