import { book } from "#plinth/books/book.ts";
import type { PriceBook } from "../price-book.ts";
import { allowances, prices, sources } from "./everywhere.ts";
import { instanceSource, instances } from "./instances.ts";
import { infracost } from "./price-list-copies.ts";

/** US West (Oregon): so far only what was found with a source. */
export const usWest2: PriceBook = book({
  name: "prices/aws/us-west-2",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    provider: "aws",
    region: "us-west-2",
    sources: {
      ...sources,
      instances: instanceSource,
      transfer: infracost(
        "data_transfer_test",
        "$921.60 for 10,240 GB, $3,481.60 for the next 40,960, $7,168.00 for the next 102,400, $170.00 for 3,400 beyond",
      ),
      logs: {
        says: "A bill of AWS', USW2-DataProcessing-Bytes: $0.50 per GB - custom log data ingested in Standard log class, as others quote theirs",
        grade: "hearsay",
      },
      asEast: {
        says: "asked the same as in us-east-1, as others quote the pricing pages of AWS",
        grade: "hearsay",
      },
    },
    prices: {
      ...prices,
      ...instances({
        "t3.nano": [0.0052, 0.0016, 0.0019],
        "t3.micro": [0.0104, 0.004, 0.0048],
        "t3.small": [0.0208, 0.0084, 0.0101],
        "t3.medium": [0.0416, 0.0189, 0.0221],
        "t3.large": [0.0832, 0.0358, 0.0541],
        "t3.xlarge": [0.1664, 0.0693, 0.0827],
        "t3.2xlarge": [0.3328, 0.0902, 0.1319],
      }),
      "ebs.gp3": { usd: 0.08, unit: "GB-month", source: "asEast" },
      "ebs.gp2": { usd: 0.1, unit: "GB-month", source: "asEast" },
      "alb.hour": { usd: 0.0225, unit: "hour", source: "asEast" },
      "nat.hour": { usd: 0.045, unit: "hour", source: "asEast" },
      "nat.gb": { usd: 0.045, unit: "GB", source: "asEast" },
      "transfer.out": {
        usd: [
          { upTo: 10_240, usd: 0.09 },
          { upTo: 51_200, usd: 0.085 },
          { upTo: 153_600, usd: 0.07 },
          { upTo: Number.POSITIVE_INFINITY, usd: 0.05 },
        ],
        unit: "GB",
        source: "transfer",
      },
      "logs.ingest": { usd: 0.5, unit: "GB", source: "logs" },
    },
    allowances,
  },
});
