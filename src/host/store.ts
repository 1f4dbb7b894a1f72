import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { after, type Cancel } from "./clock.ts";

/** Files that hold state: written whole or not at all, read without surprise. */

/** Whether an error says that there is no such file: no name, or a file in place of a folder. */
const isAbsent = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");

/** The text of a file; undefined when there is none. @throws for any other reason */
export const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** Writes a file so that a reader sees the old text or the new, never half of it. */
export const writeText = (path: string, text: string, mode = 0o600): void => {
  const part = `${path}.part-${process.pid}`;
  try {
    writeFileSync(part, text, { mode });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
};

/** Creates a file that must not be there yet, whole or not at all. False: it is there. */
export const createText = (path: string, text: string): boolean => {
  const part = `${path}.part-${process.pid}`;
  try {
    writeFileSync(part, text, { mode: 0o600 });
    linkSync(part, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!noLinks.includes(codeOf(error) ?? "")) throw error;
    return createEmptyFirst(path, text);
  } finally {
    rmSync(part, { force: true });
  }
};

/** What file systems say that know no second name of a file: those of memory cards, some shared ones. */
const noLinks = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

/** The next best: a reader may see it while it is still empty. */
const createEmptyFirst = (path: string, text: string): boolean => {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
};

/** Removes the halves that writers left in a folder who died as they wrote. */
export const removeParts = (folder: string): void => {
  for (const name of namesIn(folder)) {
    if (/\.part-\d+$/.test(name)) remove(`${folder}/${name}`);
  }
};

/** Makes a folder and those above it; for us alone, unless said otherwise. */
export const makeFolder = (path: string, mode = 0o700): void => {
  mkdirSync(path, { recursive: true, mode });
};

/** Removes a file or a folder with all that is in it; nothing when there is none. */
export const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

/** Makes a name that leads to a file; one that is there already stays. */
export const linkTo = (file: string, name: string): void => {
  try {
    symlinkSync(file, name);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
};

/** Gives a file or a folder another name. */
export const rename = (from: string, to: string): void => renameSync(from, to);

export const exists = (path: string): boolean => existsSync(path);

/** Names in a folder, sorted; none when there is no such folder. */
export const namesIn = (path: string): string[] => {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
};

/** The code of an operating system's error, e.g. ENOSPC; undefined for other errors. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};

/** Lines are gathered for so long before they are written. */
const gatherMs = 40;
const gatherBytesMax = 64 * 1024;

/**
 * A file that lines are added to, and that does not grow for ever: when it is full it becomes
 * `<path>.1`, that one `<path>.2`, and so on.
 */
export class Lines {
  private waiting: string[] = [];
  private waitingBytes = 0;
  private cancel: Cancel | undefined;
  private size: number;
  /** The file may end in the middle of a line: somebody died as they wrote, or the disk was full. */
  private isTorn: boolean;
  private readonly path: string;
  private readonly bytesMax: number;
  private readonly files: number;
  private readonly onProblem: (error: unknown) => void;

  /** `files`: how many there are at most, the one written to included. */
  constructor(
    path: string,
    options: { bytesMax: number; files: number; onProblem: (error: unknown) => void },
  ) {
    this.path = path;
    this.bytesMax = options.bytesMax;
    this.files = options.files;
    this.onProblem = options.onProblem;
    makeFolder(dirname(path));
    this.size = sizeOf(path);
    this.isTorn = this.size > 0;
  }

  add(line: string): void {
    this.waiting.push(line);
    this.waitingBytes += line.length + 1;
    if (this.waitingBytes > gatherBytesMax) this.flush();
    else this.cancel ??= after(gatherMs, () => this.flush());
  }

  /** Writes what was gathered. What cannot be written is lost, and said to `onProblem`. */
  flush(): void {
    this.cancel?.();
    this.cancel = undefined;
    if (this.waiting.length === 0) return;
    // An empty line costs a byte, and readers leave it out.
    const text = `${this.isTorn ? "\n" : ""}${this.waiting.join("\n")}\n`;
    this.waiting = [];
    this.waitingBytes = 0;
    try {
      if (this.size > this.bytesMax) this.turn();
      appendFileSync(this.path, text, { mode: 0o600 });
      this.size += Buffer.byteLength(text);
      this.isTorn = false;
    } catch (error) {
      this.isTorn = true;
      this.onProblem(error);
    }
  }

  private turn(): void {
    if (this.files === 1) remove(this.path);
    for (let i = this.files - 1; i >= 1; i--) {
      const from = i === 1 ? this.path : `${this.path}.${i - 1}`;
      if (existsSync(from)) renameSync(from, `${this.path}.${i}`);
    }
    this.size = 0;
  }
}

/** All lines of such a file, oldest first. */
export const readLines = (path: string): string[] => {
  const older = namesIn(dirname(path))
    .map((name) => `${dirname(path)}/${name}`)
    .filter((name) => name.startsWith(`${path}.`) && /\.\d+$/.test(name))
    .sort((a, b) => Number(b.slice(path.length + 1)) - Number(a.slice(path.length + 1)));
  return [...older, path].flatMap((file) => {
    const text = readText(file) ?? "";
    return text.split("\n").filter((line) => line !== "");
  });
};
