import { compareText } from "./sorted.ts";
import type { System } from "./system.ts";

/** The order in which things start, or the circle that makes one impossible. */
export interface StartOrder {
  /** Ids so that each comes after all it needs; by id where nothing decides. */
  readonly order: readonly string[];
  /** One circle, from its lowest id on; absent when there is none. */
  readonly cycle?: readonly string[];
}

/** Orders nodes by their `needs` edges. Linear in nodes and edges; no recursion. */
export const startOrder = (system: Pick<System, "nodes" | "edges">): StartOrder => {
  const needs = new Map<string, string[]>([...system.nodes.keys()].map((id) => [id, []]));
  for (const { from, to, needs: waits } of system.edges) {
    if (waits && system.nodes.has(to)) needs.get(from)?.push(to);
  }
  const state = new Map<string, "open" | "done">();
  const order: string[] = [];
  for (const start of needs.keys()) {
    if (state.has(start)) continue;
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    state.set(start, "open");
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = needs.get(top.id)?.[top.next++];
      if (to === undefined) {
        state.set(top.id, "done");
        order.push(top.id);
        path.pop();
      } else if (state.get(to) === "open") {
        const circle = path.slice(path.findIndex(({ id }) => id === to)).map(({ id }) => id);
        const lowest = circle.indexOf([...circle].sort(compareText)[0] ?? "");
        return { order: [], cycle: [...circle.slice(lowest), ...circle.slice(0, lowest)] };
      } else if (!state.has(to)) {
        state.set(to, "open");
        path.push({ id: to, next: 0 });
      }
    }
  }
  return { order };
};
