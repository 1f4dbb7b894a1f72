import { dirname } from "node:path";

/** Programs that are loaded into this process: the only place that imports by path. */

/** What a file exports. @throws what its compilation or its running throws */
export const exportsOf = async (file: string): Promise<Readonly<Record<string, unknown>>> =>
  await import(file);

/**
 * Answers imports of `name` with `exports`, where a file would not find such a package itself: so
 * that a system runs in a folder into which nothing was installed.
 */
export const provideModule = (
  name: string,
  file: string,
  exports: () => Promise<Record<string, unknown>>,
): void => {
  try {
    Bun.resolveSync(name, dirname(file));
  } catch {
    Bun.plugin({
      name: `provides ${name}`,
      setup: (build) => {
        build.module(name, async () => ({ exports: await exports(), loader: "object" }));
      },
    });
  }
};
