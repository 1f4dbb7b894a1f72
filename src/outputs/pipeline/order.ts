import { Refusal } from "#plinth/model/refusal.ts";
import type { Delivery } from "./delivery.ts";
import { idOf } from "./id.ts";

export type Stage = Delivery["props"]["stages"][number];

/** What a stage can do, as a pipeline's description calls it. */
export type Deed = Stage["does"][number];

/** What must have been done before: a signature, say, is made over what a registry holds. */
const after: Partial<Record<Deed, readonly Deed[]>> = {
  sbom: ["build"],
  scan: ["build"],
  push: ["build"],
  sign: ["push"],
  attest: ["push", "sbom"],
  verify: ["sign", "attest"],
  "update-manifests": ["push"],
  deploy: ["update-manifests"],
};

/** @throws Refusal when the stages of a pipeline cannot be done in their order */
export const refuseDisorder = ({ name, props: { stages } }: Delivery): void => {
  const ids = new Set(stages.map((stage) => idOf(stage.name)));
  if (ids.size < stages.length) {
    throw new Refusal("model", `"${name}" has two stages of one name; give each its own`);
  }
  const done = new Set<Deed>();
  for (const stage of stages) {
    for (const deed of stage.does) {
      const missing = after[deed]?.find((each) => !done.has(each));
      if (missing !== undefined) {
        const says = `stage "${stage.name}" of "${name}" does "${deed}" before any "${missing}"`;
        throw new Refusal("model", `${says}; write "${missing}" before it`);
      }
      done.add(deed);
    }
  }
};

/** Whether a stage does any of these. */
export const anyOf = (stage: Stage, ...deeds: readonly Deed[]): boolean =>
  stage.does.some((deed) => deeds.includes(deed));

/** What is known not to matter is let through by a scan at or after the stage that says so. */
export const knowsVex = (stages: readonly Stage[]): boolean =>
  stages.some((each) => anyOf(each, "vex"));
