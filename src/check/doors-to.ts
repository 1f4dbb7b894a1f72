import type { Look, NodeOf } from "./look.ts";

/** The balancers that lead to a service. */
export const balancersTo = (look: Look, service: string): readonly NodeOf<"load-balancer">[] =>
  look.to(service).flatMap(({ from, at }) => {
    const door = at.startsWith("routes.") ? look.node(from, "load-balancer") : undefined;
    return door ? [door] : [];
  });

/** Whether callers come to a service through a door: a balancer or a cluster's own way in. */
export const hasDoor = (look: Look, service: string): boolean =>
  look.to(service).some(({ at }) => at.startsWith("routes."));
