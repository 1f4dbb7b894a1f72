/**
 * The objects of `onOneCluster` in ../generated.ts, as somebody writes them with cdk8s: a construct
 * for a service, made so many times in one chart. `COUNT` says how many, `OUT` where to, and with
 * `FILES=one` all objects come in one file, which is the least work.
 */
import { ApiObject, App, Chart, YamlOutputType } from "cdk8s";
import { Construct } from "constructs";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const namespace = "generated";
const ofSystem = {
  "app.kubernetes.io/managed-by": "plinth",
  "app.kubernetes.io/part-of": namespace,
};
const nameOf = (i: number): string => `service-${i}`;
const selectorOf = (name: string) => ({
  "app.kubernetes.io/instance": namespace,
  "app.kubernetes.io/name": name,
});

const podsOf = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels: selectorOf(name) },
});
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};
const http = [{ protocol: "TCP", port: "http" }];

interface Neighbours {
  /** By the name of the variable that gets the address. */
  readonly calls: Readonly<Record<string, string>>;
  readonly calledBy: readonly string[];
}

const probe = (path: string, periodSeconds: number, failureThreshold: number) => ({
  httpGet: { path, port: "http" },
  periodSeconds,
  failureThreshold,
});

const containerOf = (name: string, shard: number, { calls }: Neighbours) => ({
  name,
  image: `${namespace}/${name}@sha256:${"0".repeat(64)}`,
  imagePullPolicy: "IfNotPresent",
  env: [
    { name: "PORT", value: "8080" },
    ...Object.entries(calls).map(([variable, called]) => ({
      name: variable,
      value: `http://${called}.${namespace}.svc.cluster.local:8080`,
    })),
    { name: "SHARD", value: String(shard) },
  ],
  ports: [{ name: "http", containerPort: 8080 }],
  resources: {
    requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "64Mi" },
    limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "256Mi" },
  },
  startupProbe: probe("/health", 1, 30),
  readinessProbe: probe("/ready", 5, 3),
  livenessProbe: probe("/health", 5, 6),
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
  },
});

class Service extends Construct {
  constructor(scope: Construct, name: string, shard: number, neighbours: Neighbours) {
    super(scope, name);
    const selector = selectorOf(name);
    const metadata = { name, namespace, labels: { ...selector, ...ofSystem } };
    new ApiObject(this, "account", {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata,
      automountServiceAccountToken: false,
    });
    this.deployment(name, metadata, containerOf(name, shard, neighbours));
    new ApiObject(this, "service", {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        type: "ClusterIP",
        selector,
        ports: [{ name: "http", port: 8080, targetPort: "http" }],
      },
    });
    this.autoscaler(name, metadata);
    new ApiObject(this, "budget", {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata,
      spec: {
        minAvailable: 1,
        selector: { matchLabels: selector },
        unhealthyPodEvictionPolicy: "AlwaysAllow",
      },
    });
    this.policy(metadata, selector, neighbours);
  }

  private deployment(name: string, metadata: object, container: object): void {
    const matchLabels = selectorOf(name);
    new ApiObject(this, "deployment", {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        selector: { matchLabels },
        template: {
          metadata: { labels: { ...matchLabels, ...ofSystem } },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65532,
              runAsGroup: 65532,
              seccompProfile: { type: "RuntimeDefault" },
            },
            terminationGracePeriodSeconds: 45,
            topologySpreadConstraints: [
              {
                topologyKey: "topology.kubernetes.io/zone",
                maxSkew: 1,
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels },
                matchLabelKeys: ["pod-template-hash"],
              },
            ],
            containers: [container],
          },
        },
      },
    });
  }

  private autoscaler(name: string, metadata: object): void {
    const target = { type: "Utilization", averageUtilization: 70 };
    new ApiObject(this, "autoscaler", {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    });
  }

  private policy(metadata: object, matchLabels: object, { calls, calledBy }: Neighbours): void {
    const called = Object.values(calls).sort();
    new ApiObject(this, "policy", {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata,
      spec: {
        podSelector: { matchLabels },
        policyTypes: ["Ingress", "Egress"],
        ...(calledBy.length > 0 && {
          ingress: [{ from: [...calledBy].sort().map(podsOf), ports: http }],
        }),
        ...(called.length > 0 && {
          egress: [dns, ...called.map((each) => ({ to: [podsOf(each)], ports: http }))],
        }),
      },
    });
  }
}

class Cluster extends Chart {
  constructor(scope: Construct, count: number) {
    super(scope, "main");
    const level = "pod-security.kubernetes.io";
    new ApiObject(this, "namespace", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: namespace,
        labels: {
          ...ofSystem,
          [`${level}/enforce`]: "baseline",
          [`${level}/audit`]: "baseline",
          [`${level}/warn`]: "baseline",
        },
      },
    });
    new ApiObject(this, "default-deny", {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "default-deny", namespace, labels: ofSystem },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
    for (let i = 0; i < count; i++) {
      const calls = {
        ...(i >= 10 && { EARLIER_URL: nameOf(i - 10) }),
        ...(i >= 1 && { PREVIOUS_URL: nameOf(i - 1) }),
      };
      const calledBy = [i + 1, i + 10].filter((caller) => caller < count).map(nameOf);
      new Service(this, nameOf(i), i, { calls, calledBy });
    }
  }
}

const app = new App({
  outdir: process.env.OUT ?? "out",
  yamlOutputType:
    process.env.FILES === "one" ? YamlOutputType.FILE_PER_CHART : YamlOutputType.FILE_PER_RESOURCE,
});
new Cluster(app, Number(process.env.COUNT));
app.synth();
