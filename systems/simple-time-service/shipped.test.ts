import { expect, test } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { withSources } from "#plinth/project/source-code.ts";
import { expectGolden } from "../../test/golden.ts";
import timeSystem from "./system.ts";

const project = join(import.meta.dir, "..", "..");

const filesIn = (output: string, profile: string): (readonly [path: string, text: string])[] =>
  [...filesOf(withSources(timeSystem.build({ profile }).system, project))].flatMap(
    ([path, text]) =>
      path.startsWith(`${output}/`) ? [[path.slice(output.length + 1), text] as const] : [],
  );

const golden = (...path: readonly string[]): string => join(import.meta.dir, "golden", ...path);

for (const profile of timeSystem.profiles) {
  test.each([
    ["images", "dockerfile"],
    ["pipeline", "yml"],
  ])(`%s of the ${profile} profile, in one`, (output, ending) => {
    const parts = filesIn(output, profile).map(([path, text]) => `# --- ${path}\n${text}`);
    return expectGolden(golden(output, `${profile}.${ending}`), parts.join(""));
  });

  test.each(["docs", "watch"])(`%s of the ${profile} profile, page by page`, async (output) => {
    const pages = filesIn(output, profile);
    for (const [path, text] of pages) await expectGolden(golden(output, profile, path), text);
    const reviewed = [...new Bun.Glob("**/*").scanSync(golden(output, profile))].sort();
    expect(pages.map(([path]) => path)).toEqual(reviewed);
  });

  test.each(["docs", "images", "pipeline", "watch"])(
    `%s of ${profile}: the same bytes again`,
    (output) => {
      expect(filesIn(output, profile)).not.toBeEmpty();
      expect(filesIn(output, profile)).toEqual(filesIn(output, profile));
    },
  );
}
