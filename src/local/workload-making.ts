import type { LocalWorkload } from "#plinth/model/local-part.ts";
import type { CopyContext, Program } from "./launch.ts";

/** What a workload is made from. */
export interface WorkloadMaking {
  readonly node: string;
  readonly part: LocalWorkload;
  readonly program: Program;
  readonly copy: CopyContext;
  readonly autoscalerSpeed: number;
}
