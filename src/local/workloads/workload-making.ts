import type { LocalWorkload } from "#plinth/model/local-part.ts";
import { type CopyContext, type Program, programOf } from "../plan/launch.ts";
import type { LocalPlan } from "../plan/plan.ts";
import type { Addresses } from "../plan/resolve.ts";
import type { ServerMaking } from "../servers/engine.ts";

/** What a workload is made from. */
export interface WorkloadMaking {
  readonly node: string;
  readonly part: LocalWorkload;
  readonly program: Program;
  readonly copy: CopyContext;
  readonly autoscalerSpeed: number;
}

/** What all workloads of a plan are made from. @throws Refusal when one cannot be run here */
export const makingsOf = (
  plan: LocalPlan,
  addresses: Addresses,
  copy: CopyContext,
  autoscalerSpeed: number,
): WorkloadMaking[] =>
  [...plan.workloads].map(([node, part]) => {
    const program = programOf(plan, addresses, node, copy.root);
    return { node, part, program, copy, autoscalerSpeed };
  });

/** What all servers of a plan are made from. `folder`: where their data is. */
export const serverMakingsOf = (
  plan: LocalPlan,
  { password }: Addresses,
  copy: CopyContext,
  folder: string,
): ServerMaking[] =>
  [...plan.servers].map(([node, part]) => {
    const databases = new Map([...plan.databases].filter(([, { server }]) => server === node));
    return { node, part, databases, password, copy, folder: `${folder}/${node}` };
  });
