import type { Price, PriceSource } from "../price-book.ts";

/** By type: on demand, and the least and the most that spot asked in a zone; USD an hour, Linux. */
type Instances = Readonly<Record<string, readonly [number, number, number]>>;

export const instanceSource: PriceSource = {
  says: "SkyPilot's catalogue of AWS' price list and spot market, skypilot-org/skypilot-catalog@00148f2af3 catalogs/v8/aws/vms.csv",
  grade: "price list",
};

/** The prices of instances by the hour: `ec2.t3.small.hour` and `ec2.t3.small.spot`. */
export const instances = (types: Instances): Readonly<Record<string, Price>> =>
  Object.fromEntries(
    Object.entries(types).flatMap(([type, [onDemand, least, most]]): [string, Price][] => [
      [`ec2.${type}.hour`, { usd: onDemand, unit: "hour", source: "instances" }],
      [
        `ec2.${type}.spot`,
        {
          // Spot never asks more than on demand: that is where its maximum is capped by default.
          usd: { min: least, usual: (least + most) / 2, max: onDemand },
          unit: "hour",
          source: "instances",
          note: "spot moves with the market, up to the price on demand",
        },
      ],
    ]),
  );
