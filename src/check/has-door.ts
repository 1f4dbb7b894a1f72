import type { Look } from "./look.ts";

/** Whether callers come to a service through a door: a balancer or a cluster's own way in. */
export const hasDoor = (look: Look, service: string): boolean =>
  look.to(service).some(({ at }) => at.startsWith("routes."));
