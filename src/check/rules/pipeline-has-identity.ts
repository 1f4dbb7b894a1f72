import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { pushActions } from "../push-actions.ts";
import { defineRule } from "../rule.ts";

export const pipelineHasIdentity = defineRule({
  id: "pipeline-has-identity",
  severity: "error",
  why:
    "A pipeline that pushes to ECR or deploys to EKS needs an identity in the account; " +
    "without a role somebody puts keys into its settings, and those do not expire.",
  remedy:
    "Make a role that is assumed by the pipeline (OpenID Connect), with the actions it calls.",
  source:
    "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
  *judge(look) {
    for (const { id, name, props } of look.of("pipeline")) {
      const pushes = look.node(props.pushesTo?.ref, "registry")?.props.host === "ecr";
      const deploys =
        props.delivery === "push" && props.deploys.some(({ ref }) => look.around(ref, "eks"));
      if (!pushes && !deploys) continue;
      if (look.to(id).some(({ from, at }) => at === "assumedBy" && look.node(from, "role")))
        continue;
      const what = [...(pushes ? ["pushes to ECR"] : []), ...(deploys ? ["deploys to EKS"] : [])];
      yield {
        on: id,
        says: `${what.join(" and ")} without an identity in the account`,
        instead: `aws.role("deployer", { assumedBy: ${name}, actions: […] })`,
      };
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
      s.pipeline("delivery", { ...soundPipeline, deploys: [web], pushesTo });
    },
    found: ["delivery"],
  },
});
