import type { Day } from "#plinth/model/day.ts";
import { book } from "./book.ts";

/** Until when EKS supports a minor version of Kubernetes; unknown where AWS has not said. */
export interface EksSupport {
  /** End of standard support. */
  readonly standard?: Day;
  /** End of extended support, which costs six times as much; after it there is nothing. */
  readonly extended?: Day;
}

const calendar =
  "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar";

/** Minor versions of Kubernetes on EKS. */
export const eksVersions = book({
  name: "eks-versions",
  asOf: "2026-11-21",
  expires: "2027-06-30",
  facts: {
    source: calendar,
    /** What to write for a new cluster. */
    newest: "1.36",
    /** The last one for which there is an image of Amazon Linux 2. */
    lastWithAmazonLinux2: "1.32",
    versions: {
      "1.28": { standard: "2024-11-26", extended: "2025-11-26" },
      "1.29": { standard: "2025-03-23", extended: "2026-03-23" },
      "1.30": { standard: "2025-07-23", extended: "2026-07-23" },
      "1.31": { standard: "2025-11-26", extended: "2026-11-26" },
      "1.32": { standard: "2026-03-23", extended: "2027-03-23" },
      "1.33": { standard: "2026-07-29", extended: "2027-07-29" },
      "1.34": { standard: "2026-12-02", extended: "2027-12-02" },
      "1.35": { standard: "2027-03-27", extended: "2028-03-27" },
      // Its ends were not in what we could read; they are said to be unknown, not far away.
      "1.36": {},
    } satisfies Record<string, EksSupport>,
  },
});
