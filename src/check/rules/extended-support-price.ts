import { type EksSupport, eksVersions } from "#plinth/books/eks-versions.ts";
import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const extendedSupportPrice = defineRule({
  id: "extended-support-price",
  severity: "warning",
  why:
    "Extended support costs $0.60 an hour instead of $0.10: $438 a month for the control " +
    "plane instead of $73.",
  remedy: "Upgrade; extended support buys time, and is best bought on purpose.",
  source: "https://aws.amazon.com/eks/pricing/",
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      const { versions, newest } = look.read(eksVersions);
      const { standard, extended }: EksSupport = versions[props.version];
      if (props.support !== "extended" || standard === undefined || standard >= look.day) continue;
      if (extended !== undefined && extended < look.day) continue;
      yield {
        on: id,
        says: `version "${props.version}" has been in extended support since ${standard}`,
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
      vpc.eks("main", { ...soundCluster, version: "1.33", support: "extended" });
    },
    found: ["aws/vpc/main"],
  },
});
