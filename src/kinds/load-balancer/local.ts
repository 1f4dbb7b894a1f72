import type { LocalDoor } from "#plinth/model/local-part.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { byParticularity } from "#plinth/model/routes.ts";
import type { Node } from "#plinth/model/system.ts";

export interface LoadBalancerProps {
  /** @default "internet-facing" */
  readonly scheme?: "internet-facing" | "internal";
  /** Which service answers which path; `*` at the end fits everything after it. */
  readonly routes: Readonly<Record<`/${string}`, Ref<"service", "">>>;
  readonly health?: {
    /** @default "/" */
    readonly path?: `/${string}`;
    /** @default "30s" */
    readonly every?: Duration;
    /** @default "5s" */
    readonly timeout?: Duration;
    /** @default 5 */
    readonly healthy?: number;
    /** @default 2 */
    readonly unhealthy?: number;
    /** Status codes that count as healthy, e.g. `"200"`, `"200-399"`. @default "200" */
    readonly matcher?: string;
  };
  /** A connection without a byte for so long is closed. @default "60s" */
  readonly idleTimeout?: Duration;
  /** How long requests in flight may go on at a target that is taken out. @default "300s" */
  readonly deregistrationDelay?: Duration;
  /** Certificate and name for HTTPS; without one there is no listener on 443. @default none */
  readonly domain?: string;
  /** How long a record of every request is kept, in whole days. @default none is made */
  readonly accessLogs?: Duration;
  /** What it listens on when nothing else is said. @default [80], or [80, 443] with a domain */
  readonly listeners?: readonly number[];
}

/** A balancer here: a listening socket that treats callers and targets as an ALB does. */
export const local = ({ props }: Node<LoadBalancerProps>): readonly LocalDoor[] => {
  const { health = {} } = props;
  return [
    {
      part: "door",
      rules: Object.entries(props.routes)
        .sort(([a], [b]) => byParticularity(a, b))
        .map(([path, to]) => ({ path, to })),
      // The defaults are those of a target group of an Application Load Balancer:
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
      health: {
        path: health.path ?? "/",
        intervalMs: toMs(health.every ?? "30s"),
        timeoutMs: toMs(health.timeout ?? "5s"),
        healthyThreshold: health.healthy ?? 5,
        unhealthyThreshold: health.unhealthy ?? 2,
        matcher: health.matcher ?? "200",
      },
      idleTimeoutMs: toMs(props.idleTimeout ?? "60s"),
      deregistrationDelayMs: toMs(props.deregistrationDelay ?? "300s"),
    },
  ];
};
