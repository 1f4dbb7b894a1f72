/**
 * Burstable machines: how many processors a size has, and which share of each is included. More is
 * paid for by the vCPU-hour where the family launches in unlimited mode (T3, T3a, T4g; T2 does not).
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html
 */
const sizes: Readonly<Record<string, { readonly vcpus: number; readonly baseline: number }>> = {
  nano: { vcpus: 2, baseline: 0.05 },
  micro: { vcpus: 2, baseline: 0.1 },
  small: { vcpus: 2, baseline: 0.2 },
  medium: { vcpus: 2, baseline: 0.2 },
  large: { vcpus: 2, baseline: 0.3 },
  xlarge: { vcpus: 4, baseline: 0.4 },
  "2xlarge": { vcpus: 8, baseline: 0.4 },
};

/** Processors that may be used all the time at no further price; none for other machines. */
export const includedVcpus = (type: string): number | undefined => {
  const [family = "", size = ""] = type.split(".");
  const found = ["t3", "t3a", "t4g"].includes(family) ? sizes[size] : undefined;
  return found && found.vcpus * found.baseline;
};
