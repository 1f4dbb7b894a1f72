import type { NodeState, NodeView, SystemView } from "#plinth/local/copies/view.ts";
import { runsHere } from "./render/node-table.ts";
import type { Verdict } from "./until.ts";

/** What can be waited for. */
export type Wanted = "ready" | "healthy" | "stopped";

const isWell = (state: NodeState): boolean => state === "running" || state === "completed";

const isSo: Readonly<Record<Wanted, (node: NodeView) => boolean>> = {
  ready: ({ state }) => isWell(state),
  healthy: ({ state, health }) => isWell(state) && (health === "healthy" || health === "none"),
  stopped: ({ state }) => state === "stopped",
};

const failedFor = ({ state, id, why }: NodeView): string[] =>
  state === "failed" ? [`${id} has failed${why ? `: ${why}` : ""}`] : [];

/** Judges whether nodes, or all when none is named, have come to a state. */
export const isReached =
  (wanted: Wanted, of: readonly string[]) =>
  (view: SystemView): Verdict => {
    const asked = view.nodes.filter(
      (node) => runsHere(node) && (of.length === 0 || of.includes(node.id)),
    );
    const isWhole = of.length === 0;
    if (wanted === "stopped") {
      const ended = isWhole ? view.state === "stopped" : asked.every(isSo.stopped);
      return ended ? "so" : "not yet";
    }
    const [failed] = asked.flatMap(failedFor);
    if (failed !== undefined) return { never: failed };
    if (view.state === "stopping" || view.state === "stopped")
      return { never: "it is being ended" };
    return asked.every(isSo[wanted]) ? "so" : "not yet";
  };
