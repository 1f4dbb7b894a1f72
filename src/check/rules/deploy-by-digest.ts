import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const deployByDigest = defineRule({
  id: "deploy-by-digest",
  severity: "error",
  why:
    "A tag can be moved to other contents after the scan and after the signature; a digest " +
    "is the contents.",
  remedy: 'Write images into manifests by digest: `pins: "digest"`.',
  source: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      if (props.pins === "digest" || props.deploys.length === 0) continue;
      yield {
        on: id,
        says: props.pins === "tag" ? "deploys by tag" : "does not say that it deploys by digest",
        instead: 'pins: "digest"',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, deploys: [web] });
    },
    bad(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, deploys: [web], pins: "tag" });
    },
    found: ["delivery"],
  },
});
