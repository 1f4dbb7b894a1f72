import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** A line of releases. Its end is unknown where nobody has said one. */
interface Line {
  readonly ends?: Day;
}

/** One language or runtime. */
export interface Runtime {
  readonly source: string;
  /** A line that is supported and stays so for a while. */
  readonly write: string;
  /** By the part of the version that names the line, e.g. `1.21`, `22`. */
  readonly lines: Readonly<Record<string, Line>>;
}

/**
 * Until when lines of languages and runtimes get security fixes. Bun, Deno and Rust mend only their
 * newest release and name no dates, so they are not here.
 */
export const runtimes = book({
  name: "runtimes",
  asOf: "2026-11-21",
  expires: "2027-04-30",
  facts: {
    go: {
      source: "https://endoflife.date/go",
      write: "go@1.26",
      lines: {
        "1.19": { ends: "2023-09-06" },
        "1.20": { ends: "2024-02-06" },
        "1.21": { ends: "2024-08-13" },
        "1.22": { ends: "2025-02-11" },
        "1.23": { ends: "2025-08-12" },
        "1.24": { ends: "2026-02-11" },
        // 1.25 ends when 1.27 is there; that day was not in what we could read.
        "1.25": {},
        "1.26": {},
      },
    },
    node: {
      source: "https://github.com/nodejs/release#release-schedule",
      write: "node@24",
      lines: {
        "16": { ends: "2023-09-11" },
        "18": { ends: "2025-04-30" },
        "20": { ends: "2026-04-30" },
        "22": { ends: "2027-04-30" },
        "24": { ends: "2028-04-30" },
        "26": {},
      },
    },
    python: {
      source: "https://devguide.python.org/versions/",
      write: "python@3.13",
      lines: {
        "3.8": { ends: "2024-10-07" },
        "3.9": { ends: "2025-10-31" },
        "3.10": { ends: "2026-10-31" },
        "3.11": { ends: "2027-10-31" },
        "3.12": { ends: "2028-10-31" },
        "3.13": { ends: "2029-10-31" },
      },
    },
  } as Readonly<Record<string, Runtime>>,
});
