/**
 * EC2 instance types by family with the sizes that each has: those that clusters of this kind are
 * built from, current and previous generation.
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/, November 2026. Bare metal left out.
 */
type Burstable = "nano" | "micro" | "small" | "medium" | "large" | "xlarge" | "2xlarge";
type Fifth = "large" | "xlarge" | "2xlarge" | "4xlarge" | "8xlarge" | "12xlarge" | "16xlarge";
type Sixth = Fifth | "24xlarge" | "32xlarge";
type Seventh = Sixth | "48xlarge";
type Graviton = "medium" | Fifth;
type Graviton4 = Graviton | "24xlarge" | "48xlarge";

export type Ec2InstanceType =
  | `${"t2" | "t3" | "t3a" | "t4g"}.${Burstable}`
  | `${"m5" | "m5a" | "r5" | "r5a"}.${Fifth | "24xlarge"}`
  | `c5.${"large" | "xlarge" | "2xlarge" | "4xlarge" | "9xlarge" | "12xlarge" | "18xlarge" | "24xlarge"}`
  | `${"m6i" | "c6i" | "r6i"}.${Sixth}`
  | `${"m6a" | "c6a" | "r6a"}.${Seventh}`
  | `${"m7i" | "c7i" | "r7i" | "m7a" | "c7a" | "r7a"}.${Exclude<Seventh, "32xlarge"> | "48xlarge"}`
  | `${"m7i-flex" | "c7i-flex"}.${"large" | "xlarge" | "2xlarge" | "4xlarge" | "8xlarge"}`
  | `${"m6g" | "c6g" | "r6g" | "m7g" | "c7g" | "r7g"}.${Graviton}`
  | `${"m8g" | "c8g" | "r8g"}.${Graviton4}`;
