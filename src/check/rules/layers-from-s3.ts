import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const layersFromS3 = defineRule({
  id: "layers-from-s3",
  severity: "warning",
  why:
    "Layers of images in ECR come from S3. Through a NAT gateway each gigabyte is paid; " +
    "through S3's gateway endpoint, which costs nothing, none is.",
  remedy: 'Add `endpoints: ["s3"]`.',
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  *judge(look) {
    const pullsFromEcr = look.of("registry").some(({ props }) => props.host === "ecr");
    for (const { id, props } of look.of("network")) {
      if (!pullsFromEcr || props.nat === "none" || props.endpoints?.includes("s3")) continue;
      if (look.within(id, "node-group").length === 0) continue;
      yield {
        on: id,
        says: "layers of images from ECR pass the NAT gateway and are paid by the gigabyte",
        instead: 'endpoints: ["s3"]',
      };
    }
  },
  examples: {
    good(s) {
      const { aws } = soundCloud(s);
      aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
    },
    bad(s) {
      const aws = s.aws("eu-central-1", { auditLog: "cloudtrail" });
      const vpc = aws.network("vpc", { ...soundNetwork, endpoints: [] });
      vpc.eks("main", soundCluster).nodeGroup("machines", soundMachines);
      aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
    },
    found: ["aws/vpc"],
  },
});
