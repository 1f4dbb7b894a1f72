/** The systems of this repository, each in each of its profiles, as judges are shown them. */
import type { System } from "#plinth/model/system.ts";
import { allSystems } from "../all-systems.ts";

/** One system in one profile. */
export interface Judged {
  /** `simple-time-service, production` */
  readonly name: string;
  readonly system: System;
}

export const judgedSystems: readonly Judged[] = (await allSystems()).map(([name, system]) => ({
  name,
  system,
}));
