import { book } from "#plinth/books/book.ts";
import type { PriceBook } from "../price-book.ts";
import { allowances, prices, sources } from "./everywhere.ts";
import { instanceSource, instances } from "./instances.ts";

/** US East (N. Virginia), whose prices most documents quote. */
export const usEast1: PriceBook = book({
  name: "prices/aws/us-east-1",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    provider: "aws",
    region: "us-east-1",
    sources: {
      ...sources,
      instances: instanceSource,
      ebs: {
        says: "Amazon EBS pricing, https://aws.amazon.com/ebs/pricing/: $0.08 (gp3), $0.10 (gp2), as others quote it",
        grade: "hearsay",
      },
      alb: {
        says: "Elastic Load Balancing pricing as kept on 2026-09-20, https://aws.amazon.com/elasticloadbalancing/pricing/: $0.0225 an hour",
        grade: "page",
      },
      nat: {
        says: "AWS Price List, AmazonEC2, SKUs M2YSHUBETB3JX4M4 (hour) and 59S5R83GFPUAGVR5 (data), us-east-1, read 2025-10-28",
        grade: "price list",
      },
      endpoints: {
        says: "AWS Price List, AmazonVPC, SKUs EN2N5TATXE673A3B (hour) and DQYYEZBCWSW5XS2R (data), us-east-1, read 2025-10-28",
        grade: "price list",
      },
      transfer: {
        says: "AWS Price List, DataTransfer-Out-Bytes, us-east-1: $0.09, 0.085, 0.07, 0.05 from 0, 10, 50 and 150 TB",
        grade: "price list",
      },
      cloudwatch: {
        says: "AWS Price List, AmazonCloudWatch, us-east-1, read 2025-10-28",
        grade: "price list",
      },
      s3: {
        says: "Amazon S3 pricing, https://aws.amazon.com/s3/pricing/: $0.023 a GB-month, as others quote it",
        grade: "hearsay",
      },
    },
    prices: {
      ...prices,
      ...instances({
        "t3.nano": [0.0052, 0.0015, 0.0018],
        "t3.micro": [0.0104, 0.0043, 0.0051],
        "t3.small": [0.0208, 0.0088, 0.0103],
        "t3.medium": [0.0416, 0.017, 0.0203],
        "t3.large": [0.0832, 0.0391, 0.0486],
        "t3.xlarge": [0.1664, 0.065, 0.0821],
        "t3.2xlarge": [0.3328, 0.0873, 0.1182],
      }),
      "ebs.gp3": { usd: 0.08, unit: "GB-month", source: "ebs" },
      "ebs.gp2": { usd: 0.1, unit: "GB-month", source: "ebs" },
      "alb.hour": { usd: 0.0225, unit: "hour", source: "alb" },
      "nat.hour": { usd: 0.045, unit: "hour", source: "nat" },
      "nat.gb": { usd: 0.045, unit: "GB", source: "nat" },
      "endpoint.hour": { usd: 0.01, unit: "hour", source: "endpoints" },
      "endpoint.gb": { usd: 0.01, unit: "GB", source: "endpoints" },
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
      "logs.ingest": { usd: 0.5, unit: "GB", source: "cloudwatch" },
      "logs.kept": { usd: 0.03, unit: "GB-month", source: "cloudwatch" },
      "cloudwatch.alarm": { usd: 0.1, unit: "month", source: "cloudwatch" },
      "cloudwatch.metric": { usd: 0.3, unit: "month", source: "cloudwatch" },
      "s3.gb": { usd: 0.023, unit: "GB-month", source: "s3" },
    },
    allowances,
  },
});
