/** What one test file came to: its path, how many tests passed, and all it said. */
export interface FileReport {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly lines: readonly string[];
}

const header = /^(\S+\.test\.tsx?):$/;
const closing = /^ *\d+ pass$/;

/**
 * Follows the runner line by line and tells of each file when the next begins. The sums of the run come
 * from the report on disk; this is only what somebody sees meanwhile.
 */
export class FileReports {
  #file = "";
  #lines: string[] = [];
  readonly #tell: (report: FileReport) => void;

  constructor(tell: (report: FileReport) => void) {
    this.#tell = tell;
  }

  line(text: string): void {
    const file = header.exec(text)?.[1];
    if (file !== undefined || closing.test(text)) this.end();
    if (file === undefined) this.#lines.push(text);
    else this.#file = file;
  }

  /** Tells of what is still open. */
  end(): void {
    const starting = (word: string) => this.#lines.filter((line) => line.startsWith(word)).length;
    const [file, lines] = [this.#file, this.#lines];
    const [passed, failed] = [starting("(pass)"), starting("(fail)") + starting("error:")];
    this.#file = "";
    this.#lines = [];
    if (file !== "" || failed > 0) this.#tell({ file, passed, failed, lines });
  }
}
