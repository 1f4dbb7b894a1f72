import { baseImages } from "#plinth/books/base-images.ts";
import { sound, soundJob } from "../examples.ts";
import { programs } from "../programs.ts";
import { defineRule } from "../rule.ts";

export const baseImageAlive = defineRule({
  id: "base-image-alive",
  severity: "error",
  why:
    "An image is as old as its base: what is not mended there is in every image built on it, " +
    "and every scan finds it.",
  remedy: "Write a base that is still built, and let the pipeline take it anew with every build.",
  source: "https://github.com/GoogleContainerTools/distroless/blob/main/SUPPORT_POLICY.md",
  *judge(look) {
    for (const { id, props } of programs(look)) {
      const base = props.image?.base;
      const known = look.read(baseImages).find(({ fits }) => base !== undefined && fits.test(base));
      if (!known || known.ends >= look.day) continue;
      yield {
        on: id,
        says: `image.base "${base}": ${known.says} has not been built since ${known.ends}`,
        instead: `the same with ${known.write} (${known.source})`,
      };
    }
  },
  examples: {
    good(s) {
      const base = "gcr.io/distroless/static-debian13:nonroot";
      s.kubernetes("main").service("web", { ...sound, image: { base } });
    },
    bad(s) {
      const base = "gcr.io/distroless/static-debian12:nonroot";
      const main = s.kubernetes("main");
      main.service("web", { ...sound, image: { base } });
      main.job("fill", { ...soundJob, image: { base } });
    },
    found: ["main/fill", "main/web"],
  },
});
