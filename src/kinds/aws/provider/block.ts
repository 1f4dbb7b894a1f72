import type {
  AttributeOf,
  TerraformAddress,
  TerraformBlock,
  TerraformModule,
} from "#plinth/model/terraform-block.ts";
import type {
  AwsData,
  AwsDataAttributes,
  AwsEphemeral,
  AwsEphemeralAttributes,
  AwsResourceAttributes,
  AwsResources,
} from "./types.gen.ts";

declare module "#plinth/model/terraform-patch.ts" {
  interface TerraformResources extends AwsResources {}
}

/** Everything that a block may say besides its arguments. */
type Rest = Omit<TerraformBlock, keyof TerraformAddress | "body">;

/** A resource of AWS; an argument that the provider does not know does not compile. */
export const resource = <T extends keyof AwsResources>(
  module: TerraformModule,
  type: T,
  name: string,
  body: AwsResources[T],
  rest: Rest = {},
): TerraformBlock => ({ module, block: "resource", type, name, body, ...rest });

/** A data source of AWS. */
export const data = <T extends keyof AwsData>(
  module: TerraformModule,
  type: T,
  name: string,
  body: AwsData[T],
): TerraformBlock => ({ module, block: "data", type, name, body });

/** What AWS is asked for while Terraform runs, and what neither plan nor state keeps. */
export const ephemeral = <T extends keyof AwsEphemeral>(
  module: TerraformModule,
  type: T,
  name: string,
  body: AwsEphemeral[T],
): TerraformBlock => ({ module, block: "ephemeral", type, name, body });

/** An attribute, or what is inside one. */
type Path<Name extends string> = Name | `${Name}[${number}]${string}`;

/** The address of a resource. */
export const addressOf = (
  module: TerraformModule,
  type: keyof AwsResources,
  name: string,
): TerraformAddress => ({ module, block: "resource", type, name });

/** What a resource can be asked for, e.g. its `arn`. */
export const of = <T extends keyof AwsResources>(
  module: TerraformModule,
  type: T,
  name: string,
  attribute: Path<AwsResourceAttributes[T]>,
): AttributeOf => ({ attribute, of: { module, block: "resource", type, name } });

/** What a data source can be asked for. */
export const ofData = <T extends keyof AwsData>(
  module: TerraformModule,
  type: T,
  name: string,
  attribute: Path<AwsDataAttributes[T]>,
): AttributeOf => ({ attribute, of: { module, block: "data", type, name } });

/** What such a thing can be asked for; only an argument that is written and never kept may have it. */
export const ofEphemeral = <T extends keyof AwsEphemeral>(
  module: TerraformModule,
  type: T,
  name: string,
  attribute: Path<AwsEphemeralAttributes[T]>,
): AttributeOf => ({ attribute, of: { module, block: "ephemeral", type, name } });
