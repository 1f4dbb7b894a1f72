import { expect, test } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { expectGolden } from "../../test/golden.ts";
import timeSystem from "./system.ts";

const textOf = (output: string, profile: string): string =>
  [...filesOf(timeSystem.build({ profile }).system)]
    .filter(([path]) => path.startsWith(`${output}/`))
    .map(([path, text]) => `# --- ${path}\n${text}`)
    .join("");

const outputs = [
  { output: "images", ending: "Dockerfile" },
  { output: "pipeline", ending: "yml" },
  { output: "docs", ending: "md" },
];

for (const { output, ending } of outputs) {
  for (const profile of timeSystem.profiles) {
    test(`${output} of the ${profile} profile, the same bytes each time`, async () => {
      const text = textOf(output, profile);
      expect(text).toBe(textOf(output, profile));
      const golden = join(import.meta.dir, "golden", output, `${profile}.${ending}`);
      await expectGolden(golden, text);
    });
  }
}
