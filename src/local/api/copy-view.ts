import { thisPid } from "#plinth/host/machine.ts";
import {
  type CopyState,
  type NodeState,
  type NodeView,
  type SystemView,
  viewSchema,
} from "../copies/view.ts";
import { autoscalePeriodS } from "../workloads/autoscaler.ts";
import { nodeView, type Seen } from "./view-of.ts";

/** All that a view of a copy is made from. */
export interface CopySeen {
  readonly seen: Seen;
  readonly name: string;
  /** Relative to the project. */
  readonly file: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly readyAfterMs: number | undefined;
  readonly autoscalerSpeed: number;
  readonly notes: readonly string[];
}

const wellStates: ReadonlySet<NodeState> = new Set(["running", "completed", "updating"]);

const stateOf = ({ seen, readyAfterMs }: CopySeen, nodes: readonly NodeView[]): CopyState => {
  if (seen.stopping) return seen.stopping;
  const running = nodes.filter(({ state }) => state !== "place" && state !== "not-here");
  const well = running.every(({ state }) => wellStates.has(state));
  if (readyAfterMs !== undefined) return well ? "ready" : "degraded";
  // Whoever hears that it is ready may call it at once: its doors know their targets by then.
  return well && seen.gateway.isSettled ? "ready" : "starting";
};

/** What a copy looks like now. */
export const copyView = (copy: CopySeen): SystemView => {
  const { seen, readyAfterMs, autoscalerSpeed, name, file, startedAt, notes } = copy;
  const { system } = seen.plan;
  const nodes = [...system.nodes.values()].map((node) => nodeView(seen, node));
  return {
    schema: viewSchema,
    name,
    system: system.name,
    profile: system.profile,
    file,
    state: stateOf(copy, nodes),
    startedAt,
    ...(readyAfterMs !== undefined && { readyAfterMs }),
    ...(seen.stopping !== "stopped" && { pid: thisPid() }),
    autoscalePeriodS: autoscalePeriodS / autoscalerSpeed,
    notes,
    nodes,
  };
};
