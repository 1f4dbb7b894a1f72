import { compareText } from "#plinth/model/sorted.ts";
import type { System } from "#plinth/model/system.ts";
import { rulesWaived, waiversOn } from "#plinth/model/waiver.ts";

/** Checks that are waived on the objects themselves, or in a Dockerfile. */
const toldInPlace = /^CKV2?_(K8S|DOCKER)_/;

interface Waived {
  readonly on: string;
  readonly because: string;
  readonly until: string;
  readonly ids: readonly string[];
}

const waivedIn = (system: System): readonly Waived[] =>
  [...system.nodes.values()].flatMap(({ id: on, phase, props }) => {
    if (phase !== "current") return [];
    return waiversOn(props).flatMap((waiver) => {
      const ids = rulesWaived(waiver)
        .flatMap((rule) => (rule.startsWith("checkov/") ? [rule.slice("checkov/".length)] : []))
        .filter((id) => !toldInPlace.test(id));
      const { because, until } = waiver;
      return ids.length === 0 ? [] : [{ on, because, until, ids: ids.sort(compareText) }];
    });
  });

/**
 * What checkov reads where it is called on the folder. In Terraform's JSON syntax it has no way to
 * leave a check out for one resource, so it leaves it out for all; that a waiver covers what it is
 * written on, and no more, is for the tests of whoever has the model.
 */
export const checkovConfig = (system: System): string | undefined => {
  const waived = waivedIn(system);
  if (waived.length === 0) return undefined;
  return [
    "# For checkov --directory . : what it finds and is accepted, as the system's description says.",
    "skip-path:",
    "  # Versions of tools, and no resource; checkov does not read this block in JSON.",
    "  - versions\\.tf\\.json$",
    "skip-check:",
    ...waived.flatMap(({ on, because, until, ids }) => [
      `  # ${on}, until ${until}: ${because.replaceAll(/\s+/g, " ")}`,
      ...ids.map((id) => `  - ${id}`),
    ]),
    "",
  ].join("\n");
};
