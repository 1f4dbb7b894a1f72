import { gitLabTextOf, type Said } from "../testing.ts";

/** A job as a test reads it from the file. */
export interface WrittenJob {
  readonly stage: string;
  readonly image: { readonly name: string };
  readonly timeout: string;
  readonly needs: readonly { readonly job: string; readonly artifacts: boolean }[];
  readonly resource_group?: string;
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
  readonly artifacts?: {
    readonly paths?: readonly string[];
    readonly reports?: { readonly dotenv: string };
  };
}

const notJobs = new Set(["workflow", "default", "stages"]);

/** A pipeline of GitLab as its file says it. */
export const readPipeline = (text: string) => {
  const all = Bun.YAML.parse(text) as {
    readonly workflow: { readonly rules: readonly { readonly if: string }[] };
    readonly default: { readonly tags: readonly string[] };
    readonly stages: readonly string[];
  };
  const jobs = Object.entries(all).filter(([name]) => !notJobs.has(name));
  return { ...all, jobs: new Map(jobs as (readonly [string, object])[] as [string, WrittenJob][]) };
};

/** The small shop's. */
export const pipelineOf = (said?: Said) => readPipeline(gitLabTextOf(said));

/** What a job's shell is given, line by line. */
export const linesOf = ({ before_script = [], script }: WrittenJob): readonly string[] => [
  ...before_script,
  ...script,
];
