/** What AWS asks the same for in all regions of its main partition that we have a book of. */
import type { Allowance, Price, PriceSource } from "../price-book.ts";
import { infracost } from "./price-list-copies.ts";

export const sources = {
  eks: {
    says: "AWS' letter on extended support, as quoted in WGBH-MLA/chowda#217: $0.60 a cluster hour; Amazon EKS pricing, https://aws.amazon.com/eks/pricing/: $0.10 in standard support",
    grade: "page",
  },
  ipv4: {
    says: "AWS Price List, AmazonVPC, SKU 4GQUNXTFWVSGPUZK (us-east-1), read 2025-10-28; one price in all regions, https://aws.amazon.com/vpc/pricing/",
    grade: "price list",
  },
  credits: {
    says: "Announcement of T3, AWS News Blog, 2018-08-21: $0.05 a vCPU-hour above the baseline; T3 launches unlimited, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html",
    grade: "page",
  },
  lcu: {
    says: "Elastic Load Balancing pricing as kept on 2026-09-20, https://aws.amazon.com/elasticloadbalancing/pricing/: $0.008 an LCU-hour; the same in bills of regions whose hour is dearer",
    grade: "page",
  },
  ecr: infracost("ecr_repository_test", "$0.10 a GB of storage, us-east-1"),
  zones: infracost("data_transfer_test", "$20.00 for 2,000 GB within a region, in all regions"),
  kms: {
    says: "AWS Price List, awskms, SKUs NUYE54EYMNVW49QE (key) and H4VQ25AJP5STBY2V (requests), us-west-1, read 2026-09-29",
    grade: "price list",
  },
  insights: {
    says: "Amazon CloudWatch pricing, https://aws.amazon.com/cloudwatch/pricing/: $0.21 a million observations, as others quote it",
    grade: "hearsay",
  },
  alwaysFree: {
    says: "Allowances without a time limit: pricing pages of CloudWatch, KMS and data transfer, read 2026-09-29",
    grade: "page",
  },
  legacy: {
    says: "AWS' 12-month free tier of accounts made before 2025-07-15, as listed by others; later accounts have credits instead",
    grade: "hearsay",
  },
} as const satisfies Readonly<Record<string, PriceSource>>;

export const prices = {
  "eks.standard.hour": { usd: 0.1, unit: "hour", source: "eks" },
  "eks.extended.hour": { usd: 0.6, unit: "hour", source: "eks" },
  "ipv4.hour": { usd: 0.005, unit: "hour", source: "ipv4" },
  "ec2.t3.surplus": { usd: 0.05, unit: "vCPU-hour", source: "credits" },
  "alb.lcu": { usd: 0.008, unit: "LCU-hour", source: "lcu" },
  "ecr.gb": { usd: 0.1, unit: "GB-month", source: "ecr" },
  "transfer.zone": { usd: 0.01, unit: "GB", source: "zones" },
  "cloudwatch.observation": { usd: 0.21 / 1e6, unit: "observation", source: "insights" },
  "kms.key": { usd: 1, unit: "month", source: "kms" },
  "kms.request": { usd: 0.03 / 10_000, unit: "request", source: "kms" },
} as const satisfies Readonly<Record<string, Price>>;

/** The last accounts with the old free tier were made on 2025-07-14. */
const legacy = { of: "legacy-12m", until: "2026-07-14", source: "legacy" } as const;
const always = { of: "always", source: "alwaysFree" } as const;

export const allowances = [
  { price: "transfer.out", units: 100, ...always },
  { price: "logs.ingest", units: 5, ...always },
  { price: "cloudwatch.alarm", units: 10, ...always },
  { price: "cloudwatch.metric", units: 10, ...always },
  { price: "kms.request", units: 20_000, ...always },
  { price: "alb.hour", units: 750, ...legacy },
  { price: "alb.lcu", units: 15, ...legacy },
  { price: "ebs.gp3", units: 30, ...legacy },
  { price: "ebs.gp2", units: 30, ...legacy },
  { price: "ecr.gb", units: 0.5, ...legacy },
] as const satisfies readonly Allowance[];
