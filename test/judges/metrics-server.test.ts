/** The whole way of a measurement: a simulated pod, the metrics server, the autoscaler, a new size. */
import { expect } from "bun:test";
import { programNames } from "#plinth/cloud/control-plane/programs.ts";
import { judgeTest } from "./judge.ts";
import { startTestPlane, threeMachines } from "./plane.ts";

const pod = {
  metadata: { labels: { app: "web" }, annotations: { "kwok.x-k8s.io/usage-cpu": "150m" } },
  spec: { containers: [{ name: "web", image: "none", resources: { requests: { cpu: "100m" } } }] },
};
const web = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: 2, selector: { matchLabels: { app: "web" } }, template: pod },
};
const target = { type: "Utilization", averageUtilization: 70 };
const autoscaler = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "web", namespace: "default" },
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    minReplicas: 2,
    maxReplicas: 20,
    metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
  },
};

judgeTest(
  "what simulated pods use is measured, and the autoscaler acts on it",
  [...programNames, "kubectl"],
  async () => {
    await using plane = await startTestPlane({
      with: programNames,
      machines: threeMachines,
      flags: { "kube-controller-manager": ["--horizontal-pod-autoscaler-sync-period=2s"] },
    });
    await plane.apply(web, autoscaler);
    // The metrics server needs two looks at each machine, ten seconds apart.
    const size = "--for=jsonpath={.status.desiredReplicas}=5";
    await plane.ask("wait", "hpa/web", size, "--timeout=90s");
    // 2 × 150 % of what they ask for / 70 %, rounded up.
    expect(await plane.ask("get", "deployment/web", "--output=jsonpath={.spec.replicas}")).toBe(
      "5",
    );
    expect(await plane.ask("top", "pods", "--no-headers")).toMatch(/^web-\S+ +15\dm/m);
  },
  150_000,
);
