import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

const lastImage = "2025-11-26";

export const machineImageAlive = defineRule({
  id: "machine-image-alive",
  severity: "error",
  why:
    "EKS makes no images of Amazon Linux 2 since 2025-11-26, and none for Kubernetes from " +
    "1.33 on: such a group cannot be made, or never gets a fix.",
  remedy: "Write Amazon Linux 2023 or Bottlerocket.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
  *judge(look) {
    for (const { id, props } of look.of("node-group")) {
      if (!props.image.startsWith("AL2_") || look.day <= lastImage) continue;
      yield {
        on: id,
        says: `image "${props.image}": EKS has made none of Amazon Linux 2 since ${lastImage}`,
        instead: 'image: "AL2023_x86_64_STANDARD"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, image: "AL2_x86_64" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
