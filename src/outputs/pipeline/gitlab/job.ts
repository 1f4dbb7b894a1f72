import { pipelineImages } from "#plinth/books/pipeline-images.ts";
import { type BaseImage, baseImage } from "../../images/image.ts";

/** One job, in GitLab's words. */
export interface Job {
  readonly stage: string;
  readonly image: { readonly name: string; readonly entrypoint: readonly string[] };
  readonly timeout: string;
  readonly needs: readonly { readonly job: string; readonly artifacts: boolean }[];
  readonly resource_group?: string;
  readonly environment?: { readonly name: string };
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly artifacts?: object;
}

/** What jobs run in, by the tool that it is taken for. */
export const toolImage = (tool: keyof typeof pipelineImages.facts): BaseImage =>
  baseImage(pipelineImages.facts[tool]);

/** An image by its digest, which a variable of the project says where none is known. */
export const runIn = ({ name, digest, digestName }: BaseImage): Job["image"] => ({
  name: `${name}@${digest ?? `$${digestName}`}`,
  // Those of tools start the tool, where a job needs a shell.
  entrypoint: [""],
});

/** What a job keeps for those after it, and no longer than somebody may look into what went wrong. */
export const kept = (what: object): object => ({
  access: "developer",
  expire_in: "7 days",
  ...what,
});
