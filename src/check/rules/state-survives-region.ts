import { soundRegionLoss, soundState } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const stateSurvivesRegion = defineRule({
  id: "state-survives-region",
  severity: "error",
  why: "Who must rebuild a lost region needs the state that lay in it.",
  remedy: "Keep a copy in another region: `replicatedTo`.",
  source:
    "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-workloads-on-aws.html",
  *judge(look) {
    const lost = look.said("scenario").filter(({ says }) => says.fails === "region");
    for (const { id, props } of lost.length === 0 ? [] : look.of("state-backend")) {
      const region = look.around(id, "aws")?.props.region;
      if (props.replicatedTo !== undefined && props.replicatedTo !== region) continue;
      yield {
        on: id,
        says: `lies in ${region} alone, and scenario "${lost[0]?.id}" loses that region`,
        instead: `replicatedTo: "${region === "us-west-2" ? "us-east-2" : "us-west-2"}"`,
      };
    }
  },
  examples: {
    good(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.stateBackend("state", { ...soundState, replicatedTo: "eu-west-1" });
      s.scenario("region", soundRegionLoss);
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      aws.stateBackend("state", soundState);
      s.scenario("region", soundRegionLoss);
    },
    found: ["aws/state"],
  },
});
