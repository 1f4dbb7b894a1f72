import type { PropsOf } from "./look.ts";

/** How many replicas a service has at rest, and at most. */
export const replicasOf = ({
  replicas = 1,
  scale,
}: Pick<PropsOf<"service">, "replicas" | "scale">): {
  readonly atRest: number;
  readonly most: number;
} => (scale ? { atRest: scale.min, most: scale.max } : { atRest: replicas, most: replicas });
