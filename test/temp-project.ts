import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for a test, removed when the `using` block ends. */
export interface TempProject extends Disposable {
  readonly root: string;
  /** An absolute path in it. */
  at(path: string): string;
}

/** Writes files into a new temporary folder: path -> text. */
export const tempProject = (files: Readonly<Record<string, string>>): TempProject => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "plinth-test-")));
  const at = (path: string): string => join(root, path);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  return {
    root,
    at,
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
};
