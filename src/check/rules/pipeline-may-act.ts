import { allows } from "../allows.ts";
import { sound, soundCloud, soundPipeline } from "../examples.ts";
import type { Look, NodeOf } from "../look.ts";
import { pushActions } from "../push-actions.ts";
import { defineRule } from "../rule.ts";

/** The cluster's address and certificate; what may be done there, the cluster says itself. */
const forClusters = ["eks:DescribeCluster"] as const;

const neededBy = ({ props }: NodeOf<"pipeline">, look: Look): readonly string[] => {
  const pushes = look.node(props.pushesTo?.ref, "registry")?.props.host === "ecr";
  const deploys =
    props.delivery === "push" && props.deploys.some(({ ref }) => look.around(ref, "eks"));
  return [...(pushes ? pushActions : []), ...(deploys ? forClusters : [])];
};

export const pipelineMayAct = defineRule({
  id: "pipeline-may-act",
  severity: "error",
  why:
    "An image is pushed layer by layer, and each call needs its own leave; a pipeline that lacks " +
    "one fails in its last stage, after everything was built and scanned.",
  remedy: "Give its role the actions that it calls.",
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html",
  *judge(look) {
    for (const pipeline of look.of("pipeline")) {
      const needed = neededBy(pipeline, look);
      const roles = look
        .to(pipeline.id)
        .flatMap(({ from, at }) => (at === "assumedBy" ? (look.node(from, "role") ?? []) : []));
      for (const { id, props } of roles) {
        // What is in AWS' own policies is not known here.
        if (props.managedPolicies !== undefined) continue;
        const missing = needed.filter((action) => !allows(props, action));
        if (missing.length === 0) continue;
        yield {
          on: id,
          says: `does not let "${pipeline.id}" call ${missing.join(", ")}`,
          instead: `actions: [${missing.map((action) => `"${action}"`).join(", ")}, …]`,
        };
      }
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundCloud(s);
      const pushesTo = aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
      const web = main.service("web", sound);
      const delivery = s.pipeline("delivery", { ...soundPipeline, deploys: [web], pushesTo });
      aws.role("pusher", { assumedBy: delivery, actions: pushActions });
    },
    bad(s) {
      const { aws, main } = soundCloud(s);
      const pushesTo = aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
      const web = main.service("web", sound);
      const delivery = s.pipeline("delivery", { ...soundPipeline, deploys: [web], pushesTo });
      aws.role("pusher", { assumedBy: delivery, actions: ["ecr:PutImage"] });
    },
    found: ["aws/pusher"],
  },
});
