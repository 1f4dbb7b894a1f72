import { randomInt } from "node:crypto";
import type { Program, Shop } from "./shop.ts";

/** Numbers from 0 to 1 that are the same again for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed that is asked for, or any. */
export const seedOf = (env: string | undefined): number =>
  env === undefined || env === "" ? randomInt(2 ** 31) : Number(env);

const programs: readonly Program[] = ["billing-worker", "billing-api", "api-gateway", "inventory"];
/** Programs come up in a tenth of a second and servers in one to five, so programs die more often. */
const round = [...programs, ...programs, "postgres", "rabbitmq"] as const;

/** What is killed. */
export type Victim = (typeof round)[number];

/** A round of all that can be killed, in an order by chance. */
export const shuffled = (chance: () => number): readonly Victim[] =>
  round
    .map((victim) => ({ victim, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ victim }) => victim);

/** Kills them one after the other, at moments by chance, each back before the next. */
export async function killAll(
  shop: Shop,
  victims: readonly Victim[],
  chance: () => number,
): Promise<void> {
  for (const victim of victims) {
    await Bun.sleep(50 + chance() * 250);
    if (victim === "postgres" || victim === "rabbitmq") {
      await shop[victim].kill();
      await Bun.sleep(chance() * 300);
      await shop[victim].start();
    } else {
      await shop.kill(victim);
      await Bun.sleep(chance() * 100);
      await shop.start(victim);
    }
  }
}
