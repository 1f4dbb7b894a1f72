import type { KubernetesObject } from "#plinth/model/kubernetes-object.ts";
import { labelsOf, namespaceOf } from "#plinth/model/on-cluster.ts";
import type { Node, System } from "#plinth/model/system.ts";
import { queueReaderNamespace } from "./namespace.ts";

/** The operator looks at this system's namespace alone; what it is told is checked before, by `synth`. */
const values = (namespace: string): string => `\
watchNamespace: ${namespace}
webhooks:
  enabled: false
resources:
  operator:
    requests:
      cpu: 50m
      memory: 100Mi
    limits:
      memory: 256Mi
  metricServer:
    requests:
      cpu: 50m
      memory: 100Mi
    limits:
      memory: 256Mi
`;

/** The operator, where K3s can install it. https://keda.sh/docs/2.21/deploy/ */
export const kubernetes = (node: Node<object>, system: System): readonly KubernetesObject[] =>
  system.nodes.get(node.parent)?.kind === "k3s"
    ? [
        {
          apiVersion: "helm.cattle.io/v1",
          kind: "HelmChart",
          metadata: { name: "keda", namespace: "kube-system", labels: labelsOf(node, system) },
          spec: {
            repo: "https://kedacore.github.io/charts",
            chart: "keda",
            version: "2.21.0",
            targetNamespace: queueReaderNamespace,
            createNamespace: true,
            valuesContent: values(namespaceOf(system)),
          },
        },
      ]
    : [];
