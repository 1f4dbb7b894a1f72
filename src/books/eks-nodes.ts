import { book } from "./book.ts";

/** What a pod of the platform asks for. */
export interface PlatformPods {
  /** One on each machine, or so many in the cluster. */
  readonly count: "each" | number;
  readonly cpuMilli: number;
  readonly memoryMib: number;
  /** Where the numbers were read. */
  readonly source: string;
}

const fromUpstream = "https://github.com/aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/values.yaml";
const eksAddons =
  "https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html";
const observability =
  "https://github.com/aws-observability/helm-charts@00bd626a88 " +
  "charts/amazon-cloudwatch-observability/values.yaml";

/**
 * Thousandths of a core that the kubelet keeps: 6% of the first core, 1% of the second, 0.5% of the
 * next two, 0.25% of the rest.
 */
const reservedMilli = (vcpus: number): number =>
  Math.min(vcpus, 1) * 60 +
  Math.max(0, Math.min(vcpus, 2) - 1) * 10 +
  Math.max(0, Math.min(vcpus, 4) - 2) * 5 +
  Math.max(0, vcpus - 4) * 2.5;

/** What is left of a machine of EKS for pods, and what the platform's own pods take of it. */
export const eksNodes = book({
  name: "eks-nodes",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source: "https://github.com/awslabs/amazon-eks-ami@01375496 nodeadm/internal/kubelet/config.go",
    /** Thousandths of a core that pods may ask for on a machine. */
    cpuMilliFor: (vcpus: number): number => Math.floor(vcpus * 1000 - reservedMilli(vcpus)),
    /**
     * Mebibytes that pods may ask for: without what firmware and kernel take (7.5%, as Karpenter
     * reckons), 255 + 11 a pod for the kubelet, and 100 below which it evicts.
     */
    memoryMibFor: (memoryMib: number, pods: number): number =>
      Math.floor(memoryMib * 0.925 - (255 + 11 * pods) - 100),
    /** On every cluster. */
    always: [
      { count: "each", cpuMilli: 50, memoryMib: 0, source: fromUpstream },
      { count: "each", cpuMilli: 100, memoryMib: 0, source: `${eksAddons}, kube-proxy` },
      { count: 2, cpuMilli: 100, memoryMib: 70, source: `${eksAddons}, coredns` },
    ] as readonly PlatformPods[],
    addons: {
      "metrics-server": [
        { count: 2, cpuMilli: 100, memoryMib: 200, source: `${eksAddons}, metrics-server` },
      ],
      "eks-pod-identity-agent": [
        { count: "each", cpuMilli: 0, memoryMib: 0, source: `${eksAddons}, pod identity` },
      ],
      "aws-ebs-csi-driver": [
        { count: "each", cpuMilli: 30, memoryMib: 120, source: `${eksAddons}, EBS CSI` },
        { count: 2, cpuMilli: 60, memoryMib: 240, source: `${eksAddons}, EBS CSI` },
      ],
      "amazon-cloudwatch-observability": [
        { count: "each", cpuMilli: 250, memoryMib: 128, source: observability },
        { count: "each", cpuMilli: 50, memoryMib: 25, source: observability },
        { count: 1, cpuMilli: 100, memoryMib: 64, source: observability },
      ],
    } as Readonly<Record<string, readonly PlatformPods[]>>,
    nodeAutoscaler: [
      {
        count: 1,
        cpuMilli: 100,
        memoryMib: 600,
        source:
          "https://github.com/kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/examples",
      },
    ] as readonly PlatformPods[],
  },
});
