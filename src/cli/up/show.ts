import type { CliWorld, UpHere } from "../cli-world.ts";

/** Shows a copy until it has ended. Whether it was ready once. */
export type Show = (up: UpHere, world: CliWorld) => Promise<boolean>;
