import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** Images by what their names hold. */
interface BaseImages {
  readonly says: string;
  readonly fits: RegExp;
  readonly ends: Day;
  readonly write: string;
  readonly source: string;
}

const distroless = "https://github.com/GoogleContainerTools/distroless/blob/main/SUPPORT_POLICY.md";

/** Base images that are no longer mended, or will not be. */
export const baseImages = book({
  name: "base-images",
  asOf: "2026-11-21",
  expires: "2027-08-31",
  facts: [
    {
      says: "distroless on Debian 11",
      fits: /distroless\/.*debian11/,
      ends: "2024-06-01",
      write: "debian13",
      source: distroless,
    },
    {
      // One year after Debian 13, which came on 2025-08-09.
      says: "distroless on Debian 12",
      fits: /distroless\/.*debian12/,
      ends: "2026-08-09",
      write: "debian13",
      source: distroless,
    },
  ] as readonly BaseImages[],
});
