/** What one test file came to: its path, what passed and failed, and all it said. */
export interface FileReport {
  /** Empty for what was said before the first file. */
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  /** Errors outside of any test, which the runner's report on disk leaves out. */
  readonly errors: number;
  readonly lines: readonly string[];
}

const header = /^(\S+\.test\.tsx?):$/;
/** Begins what the runner says of the whole run: what failed once more, and its sums. */
const closing = /^ *\d+ (pass|tests? (skipped|failed|todo):)$/;
const outside = "# Unhandled error between tests";

/**
 * Follows the runner line by line and tells of each file when the next begins, for somebody who looks
 * on. What passed and failed in the end is in the report on disk.
 */
export class FileReports {
  #file = "";
  #lines: string[] = [];
  #isClosing = false;
  /** What was said outside of all files. */
  readonly rest: string[] = [];
  readonly #tell: (report: FileReport) => void;

  constructor(tell: (report: FileReport) => void) {
    this.#tell = tell;
  }

  line(text: string): void {
    const file = header.exec(text)?.[1];
    if (file !== undefined || closing.test(text)) this.end();
    if (closing.test(text)) this.#isClosing = true;
    if (this.#isClosing) this.rest.push(text);
    else if (file === undefined) this.#lines.push(text);
    else this.#file = file;
  }

  /** Tells of what is still open. */
  end(): void {
    const starting = (word: string) => this.#lines.filter((line) => line.startsWith(word)).length;
    const [file, lines] = [this.#file, this.#lines];
    const [passed, failed, errors] = [starting("(pass)"), starting("(fail)"), starting(outside)];
    this.#file = "";
    this.#lines = [];
    if (file !== "" || failed + errors > 0) this.#tell({ file, passed, failed, errors, lines });
    else this.rest.push(...lines);
  }
}
