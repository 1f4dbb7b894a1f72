import type { Node, System } from "#plinth/model/system.ts";
import type { PipelineProps } from "./index.ts";

/** The properties of a node that is a pipeline. */
export const pipelineProps = ({ props }: Pick<Node, "props">): PipelineProps =>
  // A node of this kind has the properties of this kind.
  props as object as PipelineProps;

/** The pipeline that a reference leads to, if it leads to one. */
export const pipelineAt = (ref: string, system: System): PipelineProps | undefined => {
  const node = system.nodes.get(ref);
  return node?.kind === "pipeline" ? pipelineProps(node) : undefined;
};
