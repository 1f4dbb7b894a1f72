/** What a system file imports: `import { system } from "plinth"`. */
import { kinds, type PlinthKinds } from "#plinth/kinds/registry.gen.ts";
import { systemOf } from "#plinth/model/build.ts";

export type { Cpu, Duration, Money, Percent, Rate, Size } from "#plinth/model/quantity.ts";
export { talksTo, text } from "#plinth/model/ref.ts";
export type { Claim } from "#plinth/model/statement.ts";

/**
 * Describes a system: `export default system("name", { profiles }, (s, profile) => { … })`. Things
 * are made in the place where they live; an edge is declared by using a reference.
 */
export const system = systemOf<PlinthKinds>(kinds);
