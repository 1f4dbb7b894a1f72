import { type EksSupport, eksVersions } from "#plinth/books/eks-versions.ts";
import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

const complaint = (
  { standard, extended }: EksSupport,
  day: string,
  stays: boolean,
): string | undefined => {
  if (extended !== undefined && extended < day) {
    return `EKS ended it on ${extended}: no such cluster can be made, and old ones are upgraded`;
  }
  if (standard === undefined || standard >= day || stays) return undefined;
  return `standard support ended on ${standard}: AWS upgrades the cluster by itself`;
};

export const kubernetesAlive = defineRule({
  id: "kubernetes-alive",
  severity: "error",
  why:
    "EKS supports a minor version for 14 months, and for 12 more at six times the price; after that " +
    "it cannot be made, and what runs is upgraded unasked.",
  remedy: "Write a version in standard support, and plan an upgrade every year.",
  source: eksVersions.facts.source,
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      const { versions, newest } = look.read(eksVersions);
      const says = complaint(versions[props.version], look.day, props.support === "extended");
      if (says === undefined) continue;
      yield {
        on: id,
        says: `version "${props.version}": ${says}`,
        instead: `version: "${newest}"`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const vpc = s.aws("eu-central-1").network("vpc", soundNetwork);
      vpc.eks("main", { ...soundCluster, version: "1.28" });
      vpc.eks("other", { ...soundCluster, version: "1.33" });
    },
    found: ["aws/vpc/main", "aws/vpc/other"],
  },
});
