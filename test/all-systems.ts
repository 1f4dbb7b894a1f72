import { join } from "node:path";
import type { SystemDefinition } from "#plinth/model/build.ts";
import type { System } from "#plinth/model/system.ts";
import { withSources } from "#plinth/project/source-code.ts";

const root = join(import.meta.dir, "..");

/** Every system of the repository in every profile, under a name for a test, sorted. */
export const allSystems = async (): Promise<readonly (readonly [name: string, System])[]> => {
  const files = [...new Bun.Glob("systems/*/system.ts").scanSync(root)].sort();
  const loaded = await Promise.all(
    files.map(async (file) => (await import(join(root, file))) as { default: SystemDefinition }),
  );
  return loaded.flatMap(({ default: definition }) =>
    definition.profiles.map((profile) => {
      const system = withSources(definition.build({ profile }).system, root);
      return [`${system.name}, ${profile}`, system] as const;
    }),
  );
};
