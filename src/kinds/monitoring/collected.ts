import { nodesOf } from "#plinth/model/lookup.ts";
import { perSystem } from "#plinth/model/per-system.ts";
import { isRef } from "#plinth/model/ref.ts";
import type { Node, System } from "#plinth/model/system.ts";

const collected = perSystem((system) => {
  const asked = nodesOf(system, "monitoring")
    .filter(({ phase }) => phase === "current")
    .flatMap(({ props }) => (Array.isArray(props.collects) ? props.collects : []))
    .filter(({ by, from }) => by === "prometheus" && isRef(from));
  return Map.groupBy(asked, ({ from }): string => from.ref);
});

/** The figures of a thing that somebody fetches in Prometheus' format, sorted; mostly none. */
export const collectedOf = ({ id }: Pick<Node, "id">, system: System): readonly string[] => {
  const figures = (collected(system).get(id) ?? []).flatMap(({ metrics }): string[] => metrics);
  return [...new Set(figures)].sort();
};
