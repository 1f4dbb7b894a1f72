import { ec2Types } from "#plinth/books/ec2-types.ts";
import { soundCloud, soundCluster, soundMachines, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const imageFitsProcessor = defineRule({
  id: "image-fits-processor",
  severity: "error",
  why: "An image for one processor does not start on another, and EKS refuses the group.",
  remedy: "Write the image of the machine's own processor.",
  source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami.html",
  *judge(look) {
    for (const { id, props } of look.of("node-group")) {
      const processor = look.read(ec2Types).typeOf(props.type)?.processor;
      const wanted = /ARM_64/.test(props.image) ? "arm64" : "x86_64";
      if (processor === undefined || processor === wanted) continue;
      const family = props.image.startsWith("BOTTLEROCKET") ? "BOTTLEROCKET" : "AL2023";
      const name = processor === "arm64" ? "ARM_64" : "x86_64";
      const suffix = family === "AL2023" ? "_STANDARD" : "";
      yield {
        on: id,
        says: `image "${props.image}" is for ${wanted}, and ${props.type} is ${processor}`,
        instead: `image: "${family}_${name}${suffix}"`,
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const main = s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", soundCluster);
      main.nodeGroup("machines", { ...soundMachines, type: "m7g.large" });
    },
    found: ["aws/vpc/main/machines"],
  },
});
