import { nowMs, rfc3339 } from "#plinth/host/clock.ts";
import { Lines, namesIn, remove, writeText } from "#plinth/host/store.ts";
import { type LoggedPod, loggedPods, logIndex, logsFolder, toLine } from "./logs.ts";
import { type LogView, viewSchema } from "./view.ts";

/**
 * As the kubelet keeps them: 5 files of 10 MiB a container
 * (k8s@v1.36.2 pkg/kubelet/apis/config/v1beta1/defaults.go, ContainerLogMaxSize and MaxFiles).
 */
const rotation = { bytesMax: 10 * 1024 ** 2, files: 5 };

/** Logs of replicas that are gone are kept for so many, the latest. */
const goneKept = 50;

/** So many more may be gone until the oldest are forgotten, all at once. */
const goneOver = 50;

/** Keeps what replicas write, and tells it to whoever listens. */
export class LogStore {
  private readonly files = new Map<string, Lines>();
  private readonly listeners = new Set<(line: LogView) => void>();
  private readonly folder: string;
  private readonly onProblem: (error: unknown) => void;
  private index: Lines;
  private pods: LoggedPod[];

  /** `onProblem` is called with what could not be written, which is lost. */
  constructor(folder: string, onProblem: (error: unknown) => void) {
    this.folder = folder;
    this.onProblem = onProblem;
    this.pods = loggedPods(folder);
    this.index = this.openIndex();
    this.forgetOldest();
  }

  /** It is kept short by forgetting, so it needs no bound of its own. */
  private openIndex(): Lines {
    const { onProblem } = this;
    return new Lines(logIndex(this.folder), {
      bytesMax: Number.POSITIVE_INFINITY,
      files: 1,
      onProblem,
    });
  }

  add(node: string, pod: string, stream: LogView["stream"], line: string): void {
    const at = rfc3339(nowMs());
    this.fileOf(node, pod).add(toLine(at, stream, line));
    if (this.listeners.size === 0) return;
    const view: LogView = { schema: viewSchema, at, node, pod, stream, line };
    for (const listener of this.listeners) listener(view);
  }

  private fileOf(node: string, pod: string): Lines {
    const known = this.files.get(pod);
    if (known) return known;
    const path = `${logsFolder(this.folder)}/${pod}.log`;
    const file = new Lines(path, { ...rotation, onProblem: this.onProblem });
    this.files.set(pod, file);
    if (!this.pods.some((each) => each.pod === pod)) {
      this.pods.push({ pod, node });
      this.index.add(JSON.stringify({ pod, node }));
    }
    return file;
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
    if (this.pods.length - this.files.size > goneKept + goneOver) this.forgetOldest();
  }

  /** Removes the logs of all but those that run and the latest of the others. */
  private forgetOldest(): void {
    const over = this.pods.filter(({ pod }) => !this.files.has(pod)).slice(0, -goneKept);
    if (over.length === 0) return;
    const gone = new Set(over.map(({ pod }) => pod));
    try {
      for (const name of namesIn(logsFolder(this.folder))) {
        const path = `${logsFolder(this.folder)}/${name}`;
        if (gone.has(name.replace(/\.log(\.\d+)?$/, ""))) remove(path);
      }
      this.pods = this.pods.filter(({ pod }) => !gone.has(pod));
      this.index.flush();
      const lines = this.pods.map((entry) => `${JSON.stringify(entry)}\n`);
      writeText(logIndex(this.folder), lines.join(""));
      this.index = this.openIndex();
    } catch (error) {
      this.onProblem(error);
    }
  }
}
