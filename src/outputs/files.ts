import { byText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { checkovConfig } from "./checkov.ts";
import { docs } from "./docs/index.ts";
import { images } from "./images/index.ts";
import { kubernetes } from "./kubernetes/index.ts";
import type { Output } from "./output.ts";
import { pipeline } from "./pipeline/index.ts";
import { readme } from "./readme.ts";
import { terraform } from "./terraform/index.ts";
import { watch } from "./watch/index.ts";

/** Everything that `synth` writes; a row is all that a new output takes here. */
const outputs: readonly Output[] = [docs, images, kubernetes, pipeline, terraform, watch];

/** All files of a system, by path, sorted: a function of the system, to the byte. @throws Refusal */
export const filesOf = (system: System): ReadonlyMap<string, string> => {
  const written = outputs.map((output) => ({ output, files: [...output.files(system)] }));
  const waived = checkovConfig(system);
  return new Map(
    [
      ["README.md", readme(system, written)] as const,
      ...(waived === undefined ? [] : [[".checkov.yaml", waived] as const]),
      ...written.flatMap(({ output, files }) =>
        files.map(([path, text]) => [`${output.name}/${path}`, text] as const),
      ),
    ].sort(byText(([path]) => path)),
  );
};

/** Whether a file is written once, and others write to it from then on: a pipeline, `deploy`. */
export const isLeftToOthers = (path: string): boolean =>
  outputs.some((output) => path.startsWith(`${output.name}/`) && output.isLeftToOthers?.(path));
