import { book } from "./book.ts";
import type { PlatformPods } from "./eks-nodes.ts";

const packaged = "https://github.com/k3s-io/k3s/tree/master/manifests";
const ebs =
  "https://github.com/kubernetes-sigs/aws-ebs-csi-driver charts/aws-ebs-csi-driver/values.yaml";

/** What is left of a machine of K3s for pods, and what its own pods take of it. */
export const k3sNodes = book({
  name: "k3s-nodes",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source: "https://docs.k3s.io/reference/resource-profiling",
    /** The kubelet's own most. */
    podsMax: 110,
    /** Thousandths of a core: an agent takes three hundredths of one. */
    cpuMilliFor: (vcpus: number): number => vcpus * 1000 - 30,
    /** Mebibytes: without what firmware and kernel take (7.5%), and 275 of the agent itself. */
    memoryMibFor: (memoryMib: number): number => Math.floor(memoryMib * 0.925 - 275),
    /** On every cluster. */
    always: [
      { count: 1, cpuMilli: 100, memoryMib: 70, source: `${packaged}, coredns` },
      { count: 1, cpuMilli: 100, memoryMib: 70, source: `${packaged}, metrics-server` },
    ] as readonly PlatformPods[],
    /** Where something keeps its data on disks of its own. */
    volumes: [
      { count: "each", cpuMilli: 30, memoryMib: 120, source: ebs },
      { count: 2, cpuMilli: 60, memoryMib: 240, source: ebs },
    ] as readonly PlatformPods[],
    /** As Plinth sets the values of their charts. */
    operators: {
      "queue-reader": [
        { count: 2, cpuMilli: 50, memoryMib: 100, source: "src/kinds/queue-reader" },
      ],
      "secret-reader": [
        { count: 1, cpuMilli: 10, memoryMib: 64, source: "src/kinds/secret-reader" },
      ],
    } as Readonly<Record<"queue-reader" | "secret-reader", readonly PlatformPods[]>>,
  },
});
