import { type EksSupport, eksVersions } from "#plinth/books/eks-versions.ts";
import { daysLater } from "#plinth/model/day.ts";
import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

const soonDays = 60;

export const kubernetesEndsSoon = defineRule({
  id: "kubernetes-ends-soon",
  severity: "warning",
  why:
    "An upgrade of a cluster wants weeks: add-ons, machines, removed APIs. On the day on " +
    "which standard support ends AWS upgrades by itself, or takes six times the price.",
  remedy: "Plan the upgrade now: the cluster first, then its add-ons, then its machines.",
  source: eksVersions.facts.source,
  *judge(look) {
    for (const { id, props } of look.of("eks")) {
      const { versions, newest } = look.read(eksVersions);
      const { standard }: EksSupport = versions[props.version];
      if (
        standard === undefined ||
        standard < look.day ||
        standard > daysLater(look.day, soonDays)
      ) {
        continue;
      }
      yield {
        on: id,
        says: `version "${props.version}": standard support ends on ${standard}`,
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
      vpc.eks("main", { ...soundCluster, version: "1.34" });
    },
    found: ["aws/vpc/main"],
  },
});
