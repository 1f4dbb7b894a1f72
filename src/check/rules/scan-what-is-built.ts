import { sound, soundCloud, soundPipeline } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const scanWhatIsBuilt = defineRule({
  id: "scan-what-is-built",
  severity: "error",
  why: "What is built after the scan was not scanned, and it is what runs.",
  remedy: "Build once, scan that, and push the same.",
  source: "https://slsa.dev/spec/v1.0/requirements section Build as code",
  *judge(look) {
    for (const { id, props } of look.of("pipeline")) {
      const does = props.stages.flatMap(({ does }) => does);
      const [scan, build] = [does.lastIndexOf("scan"), does.lastIndexOf("build")];
      if (scan === -1 || build < scan) continue;
      const stage = props.stages.findLast(({ does }) => does.includes("build"));
      yield {
        on: id,
        says: `builds in stage "${stage?.name}" after the last scan`,
        instead: 'one stage that does ["build", "sbom", "scan"]',
      };
    }
  },
  examples: {
    good(s) {
      const web = soundCloud(s).main.service("web", sound);
      s.pipeline("delivery", { ...soundPipeline, deploys: [web] });
    },
    bad(s) {
      const deploys = [soundCloud(s).main.service("web", sound)];
      const stages = [
        { name: "scan", does: ["test", "scan"], minutes: [5, 10] },
        { name: "image", does: ["build", "push", "sign", "verify"], minutes: [2, 3] },
      ] as const;
      s.pipeline("delivery", { ...soundPipeline, deploys, stages });
    },
    found: ["delivery"],
  },
});
