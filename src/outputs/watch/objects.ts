import type { NetworkPolicy } from "#plinth/model/kubernetes-object.ts";
import { labelsOf, namespaceOf, selectorLabels } from "#plinth/model/on-cluster.ts";
import type { System } from "#plinth/model/system.ts";
import { rulesOf } from "./rules.ts";
import type { Thing } from "./things.ts";

const metadataOf = ({ node, name }: Thing, system: System) => ({
  name,
  namespace: namespaceOf(system),
  labels: labelsOf(node, system),
});

/** The rules as Prometheus' operator takes them. */
export const prometheusRule = (thing: Thing, system: System) => ({
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: metadataOf(thing, system),
  spec: rulesOf(thing, system),
});

/** Whom Prometheus asks for figures: every replica that the service stands for. */
export const serviceMonitor = (
  thing: Thing,
  { port, path }: NonNullable<Thing["scrape"]>,
  system: System,
) => ({
  apiVersion: "monitoring.coreos.com/v1",
  kind: "ServiceMonitor",
  metadata: metadataOf(thing, system),
  spec: {
    selector: { matchLabels: selectorLabels(thing.node, system) },
    endpoints: [{ port, path }],
  },
});

/**
 * Lets Prometheus in, which the cluster's other policies do not know of. Its operator gives its
 * pods this label, in whichever namespace.
 */
export const scrapers = (
  thing: Thing,
  { port }: NonNullable<Thing["scrape"]>,
  system: System,
): NetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { ...metadataOf(thing, system), name: `${thing.name}-scrapers` },
  spec: {
    podSelector: { matchLabels: selectorLabels(thing.node, system) },
    policyTypes: ["Ingress"],
    ingress: [
      {
        from: [
          {
            namespaceSelector: {},
            podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
          },
        ],
        ports: [{ protocol: "TCP", port }],
      },
    ],
  },
});
