import { book } from "./book.ts";

/** What a machine of a type has. */
export interface Ec2Type {
  readonly vcpus: number;
  readonly memoryMib: number;
  /** Pods that the VPC CNI has addresses for: interfaces × (addresses each - 1) + 2. */
  readonly pods: number;
  /** Addresses that it can take from its subnet. */
  readonly addresses: number;
  readonly processor: "x86_64" | "arm64";
  /** Thousandths of a core that it may use for ever; absent: all of them. */
  readonly baselineMilli?: number;
}

/** vCPUs, network interfaces, addresses of each; the same in every family that is not burstable. */
const sizes: Readonly<Record<string, readonly [number, number, number]>> = {
  medium: [1, 2, 4],
  large: [2, 3, 10],
  xlarge: [4, 4, 15],
  "2xlarge": [8, 4, 15],
  "4xlarge": [16, 8, 30],
  "8xlarge": [32, 8, 30],
  "9xlarge": [36, 8, 30],
  "12xlarge": [48, 8, 30],
  "16xlarge": [64, 15, 50],
  "18xlarge": [72, 15, 50],
  "24xlarge": [96, 15, 50],
  "32xlarge": [128, 15, 50],
  "48xlarge": [192, 15, 50],
};

/** GiB a vCPU, by the first letter of the family. */
const gibPerVcpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** vCPUs, GiB, network interfaces, addresses of each, per cent of each vCPU as baseline. */
const burstable: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  nano: [2, 0.5, 2, 2, 5],
  micro: [2, 1, 2, 2, 10],
  small: [2, 2, 3, 4, 20],
  medium: [2, 4, 3, 6, 20],
  large: [2, 8, 3, 12, 30],
  xlarge: [4, 16, 4, 15, 40],
  "2xlarge": [8, 32, 4, 15, 40],
};

/** Where a type differs from its family. */
const exceptions: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  "t2.nano": [1, 0.5, 2, 2, 5],
  "t2.micro": [1, 1, 2, 2, 10],
  "t2.small": [1, 2, 3, 4, 20],
  "t2.xlarge": [4, 16, 3, 15, 22.5],
  "t2.2xlarge": [8, 32, 3, 15, 17],
  "t3a.small": [2, 2, 2, 4, 20],
};

const typed = (
  family: string,
  [vcpus, gib, interfaces, each, baseline]: readonly [number, number, number, number, number],
): Ec2Type => ({
  vcpus,
  memoryMib: gib * 1024,
  pods: interfaces * (each - 1) + 2,
  addresses: interfaces * each,
  processor: /\dg/.test(family) ? "arm64" : "x86_64",
  ...(baseline < 100 && { baselineMilli: vcpus * baseline * 10 }),
});

/** What a machine of the type has; undefined when it is not in the book. */
const typeOf = (type: string): Ec2Type | undefined => {
  const [family = "", size = ""] = type.split(".");
  const small = family.startsWith("t") ? (exceptions[type] ?? burstable[size]) : undefined;
  if (small) return typed(family, small);
  const [ratio, sized] = [gibPerVcpu[family[0] ?? ""], sizes[size]];
  if (ratio === undefined || !sized) return undefined;
  const [vcpus, interfaces, each] = sized;
  return typed(family, [vcpus, vcpus * ratio, interfaces, each, 100]);
};

/** Types of EC2 instances: processors, memory, network interfaces, what burstable ones may use. */
export const ec2Types = book({
  name: "ec2-types",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source:
      "https://github.com/getmoto/moto/tree/5.2.5/moto/ec2/resources (AWS' DescribeInstanceTypes)",
    baselineSource:
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html",
    typeOf,
  },
});
