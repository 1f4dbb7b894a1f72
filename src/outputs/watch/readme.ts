/** How the folder is used by somebody who has a Prometheus, a Grafana, or neither. */
export const readme = (name: string): string => `\
# What is watched of ${name}

For each cluster, and in it for each thing whose figures are collected by \`prometheus\`:

- \`rules.yaml\`: what is computed ahead, and alerts. \`rules.test.yaml\` has a case for each alert in which
  it fires and one in which it does not:

      promtool check rules --lint-fatal */*/rules.yaml
      promtool test rules */*/rules.test.yaml

- \`dashboard.json\`: its panels, for Grafana 11 or later.
- Objects for Prometheus' operator: the same rules, who is scraped, and a policy that lets it.

They are apart from the cluster's other objects, because a cluster that does not know
\`monitoring.coreos.com/v1\` refuses them. Where it does:

    kubectl apply --server-side -k CLUSTER

What has to be so for them to say anything:

- Prometheus takes rules and monitors of this namespace and these labels. The chart kube-prometheus-stack
  takes only its own, unless \`ruleSelectorNilUsesHelmValues\` and \`serviceMonitorSelectorNilUsesHelmValues\`
  of \`prometheus.prometheusSpec\` are false.
- Its pods carry \`app.kubernetes.io/name: prometheus\`, as the operator's do: the policy lets in no others.
- kube-state-metrics 2 and the kubelets' cAdvisor are scraped, with the labels that they give themselves
  (\`honorLabels: true\`). Where the first is not, the alert \`ClusterNotSeen\` says so.
- Grafana's sidecar looks for the label \`grafana_dashboard: "1"\` in all namespaces
  (\`sidecar.dashboards.searchNamespace: ALL\`).
- Alertmanager sends \`severity: page\` to whoever wakes up, and \`severity: ticket\` to whoever reads mail.
`;
