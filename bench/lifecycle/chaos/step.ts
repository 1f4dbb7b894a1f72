import type { Random } from "../../lib/random.ts";
import type { Bed } from "./bed.ts";
import type { Wrong } from "./checks.ts";

/** One thing that is done to a copy; what was wrong about how it went. */
export interface Step {
  readonly says: string;
  /** Only while somebody supervises the copy. */
  readonly whileUp?: true;
  readonly run: (bed: Bed, random: Random) => Promise<readonly Wrong[]>;
}

/** What `up` may say of a copy that somebody ends meanwhile: not ready, too late, ended, not there. */
export const cutShort = [0, 1, 7, 8, 9] as const;

/** How far a start-up is let go before it is disturbed, ms; a whole one takes about 150. */
export const startUpMs = 200;

/** Whether somebody answers there, within two seconds. */
const answers = async (port: number): Promise<boolean> => {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/`, { keepalive: false })).ok) return true;
    } catch {
      // Not yet.
    }
    await Bun.sleep(20);
  }
  return false;
};

/** A copy that runs must answer, unless it is on its way down. */
export const mustAnswer = async (bed: Bed): Promise<readonly Wrong[]> => {
  const { supervisor } = bed;
  if (supervisor === undefined || (await answers(bed.nodePort))) return [];
  if (supervisor !== bed.supervisor) return []; // It was on its way down.
  return [{ kind: "lost port", says: `${bed.nodePort} does not answer though the copy runs` }];
};
