import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { pushActions } from "../push-actions.ts";
import { defineRule } from "../rule.ts";

export const imageFromWherePushed = defineRule({
  id: "image-from-where-pushed",
  severity: "error",
  why:
    "What is pushed to one registry and pulled from another never arrives: the old image " +
    "goes on running.",
  remedy: "Let the program's `image.registry` be what the pipeline pushes to.",
  source: "https://kubernetes.io/docs/concepts/containers/images/",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      for (const { ref } of props.pushesTo ? props.deploys : []) {
        const deployed = look.node(ref, "service") ?? look.node(ref, "job");
        const pulled = deployed?.props.image?.registry?.ref;
        if (pulled === undefined || pulled === props.pushesTo?.ref) continue;
        yield {
          on: id,
          says: `pushes to "${props.pushesTo?.ref}", and "${ref}" is pulled from "${pulled}"`,
          instead: "one registry for both",
        };
      }
    }
  },
  examples: {
    good(s) {
      const { aws, main } = soundCloud(s);
      const registry = aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
      const web = main.service("web", { ...sound, image: { registry } });
      const delivery = s.pipeline("delivery", {
        ...soundPipeline,
        deploys: [web],
        pushesTo: registry,
      });
      aws.role("pusher", { assumedBy: delivery, actions: pushActions });
    },
    bad(s) {
      const { aws, main } = soundCloud(s);
      const registry = aws.registry("images", { host: "ecr", scanOnPush: true, keep: 30 });
      const pushesTo = aws.registry("others", { host: "ecr", scanOnPush: true, keep: 30 });
      const web = main.service("web", { ...sound, image: { registry } });
      s.pipeline("delivery", { ...soundPipeline, deploys: [web], pushesTo });
    },
    found: ["delivery"],
  },
});
