import { join } from "node:path";
import { readText } from "#plinth/host/store.ts";
import { fromJson, type SystemJson, toJson } from "#plinth/model/json.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Place } from "./changes.ts";
import { modelFile } from "./wanted.ts";

/** The model as it was when it was last written into a folder. @throws Refusal */
export const lastModel = ({ folder, shown }: Place): SystemJson => {
  const text = readText(join(folder, modelFile));
  if (text === undefined) {
    throw new Refusal("usage", `"${shown}" holds no synth to compare with; run plinth synth`);
  }
  try {
    return toJson(fromJson(JSON.parse(text)), { where: false });
  } catch (cause) {
    const says = `"${shown}/${modelFile}" is not a model that this version reads`;
    throw new Refusal("environment", `${says}; run plinth synth`, { cause });
  }
};
