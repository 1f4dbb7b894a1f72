import type { Terms } from "#plinth/cost/bill.ts";
import { assumedLoad } from "#plinth/cost/load.ts";
import { type Day, dayOf } from "#plinth/model/day.ts";
import type { System } from "#plinth/model/system.ts";
import { booksFor } from "./books.ts";

/** What the flags say of the load, the day and what is known. */
interface Said {
  readonly rate: number | undefined;
  readonly requestBytes: number | undefined;
  readonly answerBytes: number | undefined;
  readonly requestsPerConnection: number | undefined;
  readonly logBytes: number | undefined;
  readonly cpuPerRequest: number | undefined;
  readonly know: Readonly<Record<string, number>>;
  readonly date: Day | undefined;
}

/** The terms that flags ask for; what they leave out is assumed, or not known. */
export const termsOf = (said: Said, systems: readonly System[], nowMs: number): Terms => ({
  books: booksFor(systems),
  day: said.date ?? dayOf(nowMs),
  known: said.know,
  load: {
    requestBytes: said.requestBytes ?? assumedLoad.requestBytes,
    answerBytes: said.answerBytes ?? assumedLoad.answerBytes,
    requestsPerConnection: said.requestsPerConnection ?? assumedLoad.requestsPerConnection,
    connectionSeconds: assumedLoad.connectionSeconds,
    ...(said.rate !== undefined && { ratePerSecond: said.rate }),
    ...(said.logBytes !== undefined && { logBytes: said.logBytes }),
    ...(said.cpuPerRequest !== undefined && { cpuMicrosPerRequest: said.cpuPerRequest }),
  },
});
