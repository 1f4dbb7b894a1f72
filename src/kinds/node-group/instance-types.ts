/**
 * EC2 instance types by family with the sizes that each has: those that clusters of this kind are
 * built from, current and previous generation.
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/, November 2026. Bare metal left out.
 */
const burstable = ["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"] as const;
const flex = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge"] as const;
const common = [...flex, "12xlarge", "16xlarge"] as const;
const fifth = [...common, "24xlarge"] as const;
const sixth = [...fifth, "32xlarge"] as const;
const sixthAmd = [...sixth, "48xlarge"] as const;
const seventh = [...fifth, "48xlarge"] as const;
const graviton = ["medium", ...common] as const;
const graviton4 = ["medium", ...seventh] as const;
const compute = ["large", "xlarge", "2xlarge", "4xlarge", "9xlarge", "12xlarge"] as const;

const sizes = {
  t2: burstable,
  t3: burstable,
  t3a: burstable,
  t4g: burstable,
  c5: [...compute, "18xlarge", "24xlarge"],
  m5: fifth,
  m5a: fifth,
  r5: fifth,
  r5a: fifth,
  c6i: sixth,
  m6i: sixth,
  r6i: sixth,
  c6a: sixthAmd,
  m6a: sixthAmd,
  r6a: sixthAmd,
  c7i: seventh,
  m7i: seventh,
  r7i: seventh,
  c7a: seventh,
  m7a: seventh,
  r7a: seventh,
  "c7i-flex": flex,
  "m7i-flex": flex,
  c6g: graviton,
  m6g: graviton,
  r6g: graviton,
  c7g: graviton,
  m7g: graviton,
  r7g: graviton,
  c8g: graviton4,
  m8g: graviton4,
  r8g: graviton4,
} as const;

type Families = typeof sizes;

export type Ec2InstanceType = {
  [F in keyof Families]: `${F}.${Families[F][number]}`;
}[keyof Families];

/** All of them. */
export const ec2InstanceTypes: readonly string[] = Object.entries(sizes).flatMap(([family, each]) =>
  each.map((size) => `${family}.${size}`),
);
