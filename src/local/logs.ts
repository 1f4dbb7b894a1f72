import { nowMs, rfc3339 } from "#plinth/host/clock.ts";
import { Lines, namesIn, readLines, readText, remove } from "#plinth/host/store.ts";
import type { LogQuery } from "./copy.ts";
import { isAbout, lastOf } from "./events.ts";
import { type LogView, viewSchema } from "./view.ts";

/**
 * As the kubelet keeps them: 5 files of 10 MiB a container
 * (k8s@v1.36.2 pkg/kubelet/apis/config/v1beta1/defaults.go, ContainerLogMaxSize and MaxFiles).
 */
const rotation = { bytesMax: 10 * 1024 ** 2, files: 5 };

/** Logs of replicas that are gone are kept for so many, the latest. */
const goneKept = 50;

const folderOf = (folder: string): string => `${folder}/logs`;

/** Whose logs they are: node by pod, one line each, appended. */
const indexOf = (folder: string): string => `${folderOf(folder)}/pods.ndjson`;

/** A line in the CRI's format: time, stream, F for a full line, text. */
const toLine = (at: string, stream: LogView["stream"], line: string): string =>
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

const podsIn = (folder: string): { readonly pod: string; readonly node: string }[] =>
  (readText(indexOf(folder)) ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** What replicas of a copy wrote, in order of time. */
export const logsIn = (folder: string, query: LogQuery): LogView[] => {
  const sinceAt = query.sinceMs === undefined ? undefined : rfc3339(nowMs() - query.sinceMs);
  const lines = podsIn(folder)
    .filter((entry) => isAbout(entry, query.of))
    .flatMap(({ node, pod }) =>
      readLines(`${folderOf(folder)}/${pod}.log`).flatMap((text) => {
        const line = fromLine(node, pod, text);
        return line && isAsked(line, query, sinceAt) ? [line] : [];
      }),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return lastOf(lines, query.last);
};

/** Keeps what replicas write, and tells it to whoever listens. */
export class LogStore {
  private readonly files = new Map<string, Lines>();
  private readonly listeners = new Set<(line: LogView) => void>();
  private readonly folder: string;
  private readonly index: Lines;
  private readonly onProblem: (error: unknown) => void;

  constructor(folder: string, onProblem: (error: unknown) => void) {
    this.folder = folder;
    this.onProblem = onProblem;
    forgetOldest(folder);
    this.index = new Lines(indexOf(folder), { bytesMax: 1024 ** 2, files: 1, onProblem });
  }

  add(node: string, pod: string, stream: LogView["stream"], line: string): void {
    const at = rfc3339(nowMs());
    let file = this.files.get(pod);
    if (!file) {
      const path = `${folderOf(this.folder)}/${pod}.log`;
      file = new Lines(path, { ...rotation, onProblem: this.onProblem });
      this.files.set(pod, file);
      this.index.add(JSON.stringify({ pod, node }));
    }
    file.add(toLine(at, stream, line));
    if (this.listeners.size === 0) return;
    const view: LogView = { schema: viewSchema, at, node, pod, stream, line };
    for (const listener of this.listeners) listener(view);
  }

  /** Calls with each line from now on. Returns how to stop. */
  listen(listener: (line: LogView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  flush(): void {
    this.index.flush();
    for (const file of this.files.values()) file.flush();
  }

  /** A replica is gone: nothing more comes from it. */
  close(pod: string): void {
    this.files.get(pod)?.flush();
    this.files.delete(pod);
  }
}

/** Removes the logs of all but the latest replicas. */
const forgetOldest = (folder: string): void => {
  const pods = podsIn(folder);
  const gone = new Set(pods.slice(0, -goneKept).map(({ pod }) => pod));
  if (gone.size === 0) return;
  for (const name of namesIn(folderOf(folder))) {
    if (gone.has(name.replace(/\.log(\.\d+)?$/, ""))) remove(`${folderOf(folder)}/${name}`);
  }
  const kept = pods.slice(-goneKept).map((entry) => JSON.stringify(entry));
  remove(indexOf(folder));
  const index = new Lines(indexOf(folder), { bytesMax: 1024 ** 2, files: 1, onProblem: () => {} });
  for (const line of kept) index.add(line);
  index.flush();
};
