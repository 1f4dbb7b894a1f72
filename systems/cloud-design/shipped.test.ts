/** How its images are built and brought to the registry, as a reader of `synth` sees it. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { filesOf } from "#plinth/outputs/files.ts";
import { withSources } from "#plinth/project/source-code.ts";
import { expectGolden } from "../../test/golden.ts";
import cloudDesign from "./system.ts";

const project = join(import.meta.dir, "..", "..");

/** All files of an output, one below the other. */
const textOf = (output: string, profile: string): string =>
  [...filesOf(withSources(cloudDesign.build({ profile }).system, project))]
    .flatMap(([path, text]) =>
      path.startsWith(`${output}/`) ? [`# --- ${path.slice(output.length + 1)}\n${text}`] : [],
    )
    .join("");

test("images are built as reviewed, and alike in both profiles", async () => {
  const images = textOf("images", "prod");
  await expectGolden(`${import.meta.dir}/golden/images.dockerfile`, images);
  expect(textOf("images", "dev")).toBe(images);
});

test.each([...cloudDesign.profiles])("the pipeline of the %s profile is as reviewed", (profile) =>
  expectGolden(`${import.meta.dir}/golden/pipeline.${profile}.yml`, textOf("pipeline", profile)),
);
