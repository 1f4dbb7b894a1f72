import { join } from "node:path";
import { environment } from "#plinth/host/machine.ts";
import { foldersIn } from "#plinth/host/paths.ts";
import { signalGroup } from "#plinth/host/processes/start.ts";
import { makeFolder, writeText } from "#plinth/host/store.ts";
import type { CliWorld } from "../cli-world.ts";

/** Providers in a folder as `terraform providers mirror` makes it: `<host>/<namespace>/<name>`. */
const providersIn = (folder: string): readonly string[] =>
  foldersIn(folder).flatMap((host) =>
    foldersIn(join(folder, host)).flatMap((space) =>
      foldersIn(join(folder, host, space)).map((name) => `${host}/${space}/${name}`),
    ),
  );

/** What is in the folder is taken from there, all else from where it comes from otherwise. */
const mirrorText = (folder: string): string => {
  const inside = JSON.stringify(providersIn(folder));
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${inside}
  }
  direct {
    exclude = ${inside}
  }
}
`;
};

/** The environment of what is run: ours, and that nobody is there to be asked. */
export const environmentIn = (
  folder: string,
  { env }: Pick<CliWorld, "env">,
): Readonly<Record<string, string>> => {
  const plugins = env.PLINTH_TERRAFORM_PLUGINS;
  const said = { ...environment(), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  if (plugins === undefined) return said;
  makeFolder(folder);
  writeText(join(folder, "plugins.tfrc"), mirrorText(plugins));
  return { ...said, TF_CLI_CONFIG_FILE: join(folder, "plugins.tfrc") };
};

/** Keeps what runs, so that the second Ctrl-C ends it at once. */
export const endsWith = (world: CliWorld): ((pid: number) => void) => {
  const running = new Set<number>();
  world.beforeLeaving(() => {
    for (const pid of running) signalGroup(pid, "SIGKILL");
  });
  return (pid) => void running.add(pid);
};
