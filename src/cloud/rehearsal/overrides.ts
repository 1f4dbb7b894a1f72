import { forgotten, leftOut } from "./limits.ts";

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

const isOut = new Set(leftOut.map(({ type }) => type));

interface Block {
  readonly lifecycle?: {
    readonly prevent_destroy?: boolean;
    readonly ignore_changes?: readonly string[];
  };
  readonly enable_deletion_protection?: boolean;
  readonly deletion_protection?: boolean;
  readonly recovery_window_in_days?: number;
}

/** What is said over a block: it is left out, or not compared, or not protected from its end. */
const overOf = (type: string, block: Block): object | undefined => {
  if (isOut.has(type)) return { count: 0 };
  const ignored = forgotten.filter((each) => each.type === type).map(({ argument }) => argument);
  const lifecycle = {
    // An override takes the place of the block's own list.
    ...(ignored.length > 0 && {
      ignore_changes: [...(block.lifecycle?.ignore_changes ?? []), ...ignored],
    }),
    ...(block.lifecycle?.prevent_destroy && { prevent_destroy: false }),
  };
  const over = {
    ...(Object.keys(lifecycle).length > 0 && { lifecycle }),
    ...(block.enable_deletion_protection && { enable_deletion_protection: false }),
    // A database leaves copies, and a secret can be had back for a while.
    ...(block.deletion_protection && {
      deletion_protection: false,
      delete_automated_backups: true,
      skip_final_snapshot: true,
    }),
    ...(block.recovery_window_in_days && { recovery_window_in_days: 0 }),
    // A rehearsal ends with nothing left, and buckets hold what was written during it.
    ...(type === "aws_s3_bucket" && { force_destroy: true }),
  };
  return Object.keys(over).length > 0 ? over : undefined;
};

const overModule = (text: string): object | undefined => {
  const { resource = {} } = JSON.parse(text) as { readonly resource?: Blocks };
  const over = Object.entries(resource).flatMap(([type, blocks]) => {
    const said = Object.entries(blocks).flatMap(([name, block]) => {
      const one = overOf(type, block);
      return one === undefined ? [] : [[name, one] as const];
    });
    return said.length === 0 ? [] : [[type, Object.fromEntries(said)] as const];
  });
  return over.length === 0 ? undefined : { resource: Object.fromEntries(over) };
};

/** The provider asks the stand-in, as the environment says; the rest of it cannot be said there. */
const overProvider = (text: string): object | undefined => {
  const { provider } = JSON.parse(text) as {
    readonly provider?: { readonly aws: readonly { readonly alias?: string }[] };
  };
  if (!provider) return undefined;
  const aws = provider.aws.map(({ alias }) => ({
    ...(alias !== undefined && { alias }),
    s3_use_path_style: true,
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    // What the stand-in cannot do fails at once; the default of 25 tries takes ten minutes.
    max_retries: 2,
  }));
  return { provider: { aws } };
};

const beside = (path: string, name: string): string => path.replace(/[^/]+$/, name);

/**
 * Files that Terraform reads over what `synth` wrote, which stays as it is
 * (https://developer.hashicorp.com/terraform/language/files/override).
 */
export const overrides = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const found = [...files].flatMap(([path, text]) => {
    const [name, over] = path.endsWith("/main.tf.json")
      ? (["rehearsal_override.tf.json", overModule(text)] as const)
      : path.startsWith("terraform/") && path.endsWith("/versions.tf.json")
        ? (["rehearsal_provider_override.tf.json", overProvider(text)] as const)
        : ["", undefined];
    return over === undefined
      ? []
      : [[beside(path, name), `${JSON.stringify(over, undefined, 2)}\n`] as const];
  });
  return new Map(found);
};

/** Settings of the S3 backend that make it write to the stand-in. */
export const backendConfig = [
  "use_path_style=true",
  "skip_credentials_validation=true",
  "skip_metadata_api_check=true",
  "skip_requesting_account_id=true",
  "skip_region_validation=true",
] as const;
