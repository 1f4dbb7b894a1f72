import { book } from "./book.ts";

/** Regions of which it is known what they offer. */
const regions = [
  ...["af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ...["ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3"],
  ...["ap-southeast-4", "ap-southeast-5", "ca-central-1", "ca-west-1", "eu-central-1"],
  ...["eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "il-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1"],
  "us-west-2",
];

const newest = ["ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ca-west-1"];
const small = [...newest, "af-south-1", "eu-central-2", "eu-south-2"];
const amd = [...small, "ap-east-1", "ap-northeast-3", "eu-north-1"];
const amd6 = ["af-south-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-3"];
const amd6More = ["ap-southeast-4", "ap-southeast-5", "ca-west-1", "eu-central-2", "eu-north-1"];
const amd7 = ["af-south-1", "ap-east-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-3"];
const amd7More = ["ap-southeast-4", "ap-southeast-5", "ca-central-1", "ca-west-1", "eu-central-2"];
const amd7Most = [...amd7, ...amd7More, "eu-south-1", "eu-west-3", "il-central-1", "sa-east-1"];

/** By family, the regions among those known that do not have it; a family not named is everywhere. */
const missing: Readonly<Record<string, readonly string[]>> = {
  t2: [...small, "ap-east-1", "eu-north-1", "eu-south-1", "il-central-1"],
  t3a: amd,
  m5: ["ap-southeast-5"],
  r5: ["ap-southeast-5"],
  c5: ["ap-southeast-5"],
  m5a: [...amd, "il-central-1"],
  r5a: [...amd, "il-central-1"],
  m6i: ["ap-southeast-4", "eu-south-2"],
  c6i: ["ap-southeast-3", "ap-southeast-4", "eu-central-2", "eu-south-2"],
  r6i: ["ap-southeast-3", "ap-southeast-4", "eu-south-2"],
  m6a: [...amd6, ...amd6More, "ap-east-1", "eu-south-2", "il-central-1"],
  c6a: [...amd6, ...amd6More, "eu-south-1", "eu-south-2", "eu-west-3", "il-central-1"],
  r6a: [
    ...[...amd6, ...amd6More, "ap-east-1", "eu-south-1", "eu-south-2", "eu-west-3"],
    ...["il-central-1", "sa-east-1"],
  ],
  m7i: ["ca-west-1"],
  r7i: ["af-south-1", "ap-east-1", "ca-west-1", "eu-central-2", "il-central-1"],
  m7a: [...amd7Most, "ap-south-1", "ap-south-2", "ap-southeast-1", "us-west-1"],
  c7a: [...amd7Most, "ap-south-1", "ap-south-2", "ap-southeast-2"],
  r7a: [
    ...[...amd7Most, "ap-south-1", "ap-southeast-1", "ap-southeast-2", "eu-west-2"],
    "us-west-1",
  ],
  "m7i-flex": ["af-south-1", "ca-west-1", "eu-central-2", "eu-south-1", "il-central-1"],
  "c7i-flex": ["ap-northeast-3", "ap-southeast-4", "ca-west-1", "il-central-1"],
  m7g: ["ca-west-1", "eu-south-1"],
  c7g: ["ap-southeast-4"],
  m8g: ["il-central-1"],
  r8g: ["il-central-1"],
};

/** Which families of EC2 instances a region has. Regions that are not in it are unknown. */
export const ec2Regions = book({
  name: "ec2-regions",
  asOf: "2026-11-21",
  expires: "2027-05-31",
  facts: {
    source:
      "https://github.com/getmoto/moto/tree/5.2.5/moto/ec2/resources/instance_type_offerings " +
      "(AWS' DescribeInstanceTypeOfferings)",
    /** Whether a region has a family; undefined when that is not known. */
    has: (region: string, family: string): boolean | undefined =>
      regions.includes(region) ? !(missing[family] ?? []).includes(region) : undefined,
  },
});
