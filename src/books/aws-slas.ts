import { book } from "./book.ts";

/** What AWS promises of a month, in per cent; below it pays back a share, and no more. */
export const awsSlas = book({
  name: "aws-slas",
  asOf: "2026-11-21",
  expires: "2027-11-30",
  facts: {
    source: "https://aws.amazon.com/legal/service-level-agreements/",
    /** Machines in two zones or more. */
    region: 99.99,
    /** A machine by itself. */
    machine: 99.5,
    balancer: 99.99,
    eks: 99.95,
  },
});
