import { hostOf } from "#plinth/kinds/pipeline/engines.ts";
import { pipelineProps } from "#plinth/kinds/pipeline/pipeline-props.ts";
import { nodesOf } from "#plinth/model/lookup.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import type { System } from "#plinth/model/system.ts";

/** Where `synth` writes to in the repository, unless it is told otherwise. */
export const folderInRepository = ({ name, profile, profiles }: System): string =>
  `out/${profile === profiles[0] ? name : `${name}-${profile}`}`;

/** The repository's page of the folder. */
const folderOnline = perSystem((system): string | undefined => {
  const pipeline = nodesOf(system, "pipeline").find(
    ({ phase, props }) => phase === "current" && typeof props.repository === "string",
  );
  if (!pipeline) return undefined;
  const props = pipelineProps(pipeline);
  const files = hostOf(props).files(String(props.repository), props.on.push);
  return `${files}/${folderInRepository(system)}`;
});

/** Where a file of `synth` can be read by others; undefined where no pipeline names a repository. */
export const addressInRepository = (system: System, path: string): string | undefined => {
  const folder = folderOnline(system);
  return folder && `${folder}/${path}`;
};
