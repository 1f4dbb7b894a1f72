import { kinds, type PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import { type Built, systemOf } from "#plinth/model/build.ts";
import type { Day } from "#plinth/model/day.ts";
import type { Example } from "./rule.ts";

/** The day for which tests judge. */
export const testDay: Day = "2026-11-21";

const system = systemOf<PlinthKinds>(kinds);

/** A description, built. */
export const built = (describe: Example, profile = "default"): Built =>
  system("example", {}, describe).build({ profile });
