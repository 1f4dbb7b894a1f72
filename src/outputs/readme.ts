import type { System } from "#plinth/model/system.ts";
import { code, section } from "./docs/markdown.ts";
import type { Output } from "./output.ts";

interface Written {
  readonly output: Output;
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** The page that somebody opens first who has this folder and nothing else. */
export const readme = (system: System, written: readonly Written[]): string => {
  const present = written.filter(({ files }) => files.length > 0);
  const toGive = present.flatMap(
    ({ output, files }) =>
      output.toGive?.(
        system,
        files.map(([path]) => path),
      ) ?? [],
  );
  return [
    `# ${system.name}, profile ${code(system.profile)}`,
    "",
    "Written by `plinth synth` from one model; whoever has this folder needs nothing else. What is changed",
    "here by hand is not overwritten unless `--force` says so, and `plinth diff` shows it.",
    ...section(
      "What is here",
      ["folder", "holds"],
      [
        ...present.map(({ output: { name, holds } }) => [code(`${name}/`), holds]),
        [code("model.json"), "the model, with which the next `plinth diff` compares"],
      ],
    ),
    ...(toGive.length === 0
      ? []
      : [
          "",
          "## What has to be given",
          "",
          "It is not known when a model is read, and nothing here makes it up.",
          "",
          ...toGive.map((each) => `- ${each}`),
        ]),
    "",
  ].join("\n");
};
