/** The systems of this repository, each in each of its profiles, as judges are shown them. */
import type { System } from "#plinth/model/system.ts";
import timeSystem from "../../systems/simple-time-service/system.ts";

/** One system in one profile. */
export interface Judged {
  /** `simple-time-service, production` */
  readonly name: string;
  readonly system: System;
}

export const judgedSystems: readonly Judged[] = [timeSystem].flatMap((description) =>
  description.profiles.map((profile) => {
    const { system } = description.build({ profile });
    return { name: `${system.name}, ${profile}`, system };
  }),
);
