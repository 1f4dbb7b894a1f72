import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Duration, toMs } from "#plinth/model/quantity.ts";
import type { Ref } from "#plinth/model/ref.ts";
import { byParticularity, routeComplaints } from "#plinth/model/routes.ts";

export interface GatewayProps {
  /** Which service answers which path; `*` at the end fits everything after it. */
  readonly routes: Readonly<Record<`/${string}`, Ref<"service", "">>>;
  /** The port that is asked for on this machine. @default a free one */
  readonly port?: number;
  /** A connection without a byte for so long is closed. @default "60s" */
  readonly idleTimeout?: Duration;
}

/** A cluster's own way in (Gateway and HTTPRoute of the Gateway API). */
export const gateway = kind<GatewayProps>()({
  name: "gateway",
  doc: "A cluster's own way in (Gateway and HTTPRoute of the Gateway API).",
  in: ["eks", "k3s", "kubernetes"],
  outputs: ["url"],
  *valid({ props: { routes, port, idleTimeout } }) {
    yield* routeComplaints(Object.keys(routes));
    if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
      yield { says: `port must be 1 to 65535, not ${port}` };
    }
    if (idleTimeout !== undefined) toMs(idleTimeout);
  },
  local: ({ props }) => [
    {
      part: "door",
      ...(props.port !== undefined && { port: props.port }),
      rules: Object.entries(props.routes)
        .sort(([a], [b]) => byParticularity(a, b))
        .map(([path, to]) => ({ path, to })),
      idleTimeoutMs: toMs(props.idleTimeout ?? "60s"),
      deregistrationDelayMs: 30_000,
    },
  ],
  kubernetes: none("Gateway and HTTPRoute wait for a property that names the class of gateways."),
  terraform: none("It is an object on a cluster, not a cloud resource."),
  cost: none("It runs on machines that are paid for already."),
  behaviour: none("Its processor time comes with `simulate`, which is not built yet."),
  watch: none("What its metrics are called depends on the class of gateways, which is not said."),
});
