import { nowMs, rfc3339 } from "#plinth/host/clock.ts";
import { readLines } from "#plinth/host/store.ts";
import type { LogQuery } from "./copy.ts";
import { isAbout, lastOf } from "./events.ts";
import { type LogView, viewSchema } from "./view.ts";

/** Where the logs of a copy are. */
export const logsFolder = (folder: string): string => `${folder}/logs`;

/** Whose logs they are: node by pod, one line each, the latest last. */
export const logIndex = (folder: string): string => `${logsFolder(folder)}/pods.ndjson`;

/** A line in the CRI's format: time, stream, F for a full line, text. */
export const toLine = (at: string, stream: LogView["stream"], line: string): string =>
  `${at} ${stream} F ${line}`;

const fromLine = (node: string, pod: string, text: string): LogView | undefined => {
  const match = /^(\S+) (stdout|stderr) F (.*)$/s.exec(text);
  if (!match) return undefined;
  const [, at = "", stream, line = ""] = match;
  return { schema: viewSchema, at, node, pod, stream: stream as LogView["stream"], line };
};

/** Whether a line is asked for. */
export const isAsked = (entry: LogView, query: LogQuery, sinceAt: string | undefined): boolean =>
  isAbout(entry, query.of) &&
  (sinceAt === undefined || entry.at >= sinceAt) &&
  (query.search === undefined || entry.line.toLowerCase().includes(query.search.toLowerCase()));

/** A replica that has written something. */
export interface LoggedPod {
  readonly pod: string;
  readonly node: string;
}

/** All replicas whose logs are kept, oldest first; damaged lines are left out. */
export const loggedPods = (folder: string): LoggedPod[] =>
  readLines(logIndex(folder)).flatMap((line) => {
    try {
      return [JSON.parse(line) as LoggedPod];
    } catch {
      return [];
    }
  });

/** What replicas of a copy wrote, in order of time. */
export const logsIn = (folder: string, query: LogQuery): LogView[] => {
  const sinceAt = query.sinceMs === undefined ? undefined : rfc3339(nowMs() - query.sinceMs);
  const lines = loggedPods(folder)
    .filter((entry) => isAbout(entry, query.of))
    .flatMap(({ node, pod }) =>
      readLines(`${logsFolder(folder)}/${pod}.log`).flatMap((text) => {
        const line = fromLine(node, pod, text);
        return line && isAsked(line, query, sinceAt) ? [line] : [];
      }),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return lastOf(lines, query.last);
};
