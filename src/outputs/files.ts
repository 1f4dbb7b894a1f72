import { byText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { docs } from "./docs/index.ts";
import { images } from "./images/index.ts";
import { kubernetes } from "./kubernetes/index.ts";
import { pipeline } from "./pipeline/index.ts";
import { terraform } from "./terraform/index.ts";
import { watch } from "./watch/index.ts";

/** A form of a system that others read: from a system to files, and nothing else. */
export interface Output {
  /** The folder that its files are in. */
  readonly name: string;
  /** Path within that folder, with `/` between, and text. @throws Refusal */
  readonly files: (system: System) => Iterable<readonly [path: string, text: string]>;
}

/** Everything that `synth` writes; a row is all that a new output takes here. */
const outputs: readonly Output[] = [docs, images, kubernetes, pipeline, terraform, watch];

/** All files of a system, by path, sorted: a function of the system, to the byte. @throws Refusal */
export const filesOf = (system: System): ReadonlyMap<string, string> =>
  new Map(
    outputs
      .flatMap(({ name, files }) =>
        [...files(system)].map(([path, text]) => [`${name}/${path}`, text] as const),
      )
      .sort(byText(([path]) => path)),
  );
