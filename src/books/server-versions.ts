import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** One server's lines of releases. */
interface Server {
  readonly source: string;
  /** What to write for a new one. */
  readonly newest: string;
  /** The last day on which a line gets fixes from who makes it; undefined where none is named. */
  readonly ends: Readonly<Record<string, Day | undefined>>;
}

/** Until when lines of servers that one runs oneself, or orders by version, get fixes. */
export const serverVersions = book({
  name: "server-versions",
  asOf: "2026-11-21",
  expires: "2027-04-30",
  facts: {
    kubernetes: {
      source: "https://kubernetes.io/releases/patch-releases/",
      newest: "1.36",
      ends: {
        "1.31": "2025-10-28",
        "1.32": "2026-02-28",
        "1.33": "2026-06-28",
        "1.34": "2026-10-27",
        "1.35": "2027-02-28",
        "1.36": "2027-06-28",
      },
    },
    postgres: {
      source: "https://www.postgresql.org/support/versioning/",
      newest: "18",
      ends: {
        "11": "2023-11-09",
        "12": "2024-11-21",
        "13": "2025-11-13",
        "14": "2026-11-12",
        "15": "2027-11-11",
        "16": "2028-11-09",
        "17": "2029-11-08",
        "18": "2030-11-14",
      },
    },
    rabbitmq: {
      source: "https://endoflife.date/api/rabbitmq.json",
      newest: "4.2",
      ends: {
        "3.11": "2023-06-01",
        // "community support ends on June 1st, 2024", says its last release.
        "3.12": "2024-06-01",
        "3.13": "2024-09-17",
        "4.0": "2025-04-15",
        "4.1": "2026-01-30",
        "4.2": undefined,
      },
    },
  } as Readonly<Record<"kubernetes" | "postgres" | "rabbitmq", Server>>,
});
