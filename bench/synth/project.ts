import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The shapes that `generated.ts` has. */
export type Shape = "onOneCluster" | "onClouds";

/** A project in a folder of its own, gone at the end. */
export interface Project extends Disposable {
  readonly root: string;
  /** Removes what was written there. */
  readonly clean: () => void;
}

/** A project whose system is a generated one of so many services. */
export const projectOf = (shape: Shape, count: number): Project => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "plinth-bench-synth-")));
  const generated = Bun.fileURLToPath(new URL("generated.ts", import.meta.url));
  const text = `import { ${shape} } from "${generated}";\n\nexport default ${shape}(${count});\n`;
  mkdirSync(join(root, ".plinth"));
  writeFileSync(join(root, "system.ts"), text);
  const remove = (path: string) => rmSync(path, { recursive: true, force: true });
  return {
    root,
    clean: () => remove(join(root, "out")),
    [Symbol.dispose]: () => remove(root),
  };
};
