import { book } from "#plinth/books/book.ts";
import type { PriceBook } from "../price-book.ts";
import { databases } from "./databases.ts";
import { allowances, prices, sources } from "./everywhere.ts";
import { instanceSource, instances } from "./instances.ts";
import { infracost } from "./price-list-copies.ts";

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
      ebs: infracost("ebs_volume_test", "$3.20 for 40 GB of gp3, $1.00 for 10 GB of gp2"),
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
      s3: infracost("s3_bucket_test", "$230.00 for 10,000 GB of Standard, $0.05 for 10,000 PUT"),
      postgres: {
        says: "AWS Price List, AmazonRDS, SKU TGN7QDJF2AGFU9XA: USD 0.018 per db.t3.micro Single-AZ instance hour running PostgreSQL, us-east-1, effective 2026-03-01",
        grade: "price list",
      },
      databases: infracost(
        "db_instance_test",
        "PostgreSQL on db.t3.large $105.85 for 730 hours; gp3 $46.00 for 400 GB, Multi-AZ $92.00; backups $95.00 for 1,000 GB",
      ),
      standby: {
        says: "Amazon RDS User Guide, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_OnDemandDBInstances.html: with Multi-AZ both the primary and the standby are billed, for hours and for storage",
        grade: "page",
      },
      secrets: infracost("secretsmanager_secret_test", "$0.40 a month, $0.05 for 10,000 requests"),
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
      "s3.put": { usd: 0.005 / 1_000, unit: "request", source: "s3" },
      ...databases({ "db.t3.micro": ["postgres", 0.018], "db.t3.large": ["databases", 0.145] }),
      "rds.gp3": { usd: 0.115, unit: "GB-month", source: "databases" },
      "rds.gp3.multi-az": { usd: 0.23, unit: "GB-month", source: "databases" },
      "rds.backup": { usd: 0.095, unit: "GB-month", source: "databases" },
      "secrets.secret": { usd: 0.4, unit: "month", source: "secrets" },
      "secrets.request": { usd: 0.05 / 10_000, unit: "request", source: "secrets" },
    },
    allowances,
  },
});
