/** Who runs a pipeline. GitLab is gitlab.com: Sigstore believes no other. */
export type Engine = "github-actions" | "gitlab-ci";

/** What an engine's own host says of itself. */
interface Host {
  /** What tells clouds and Sigstore who a job is: OpenID Connect. */
  readonly issuer: `https://${string}`;
  /** Its name in Terraform's blocks and variables. */
  readonly word: string;
  readonly calledAs: string;
  /** How its tokens call a job that runs for a branch: their claim `sub`. */
  readonly subject: (repository: string, branch: string) => string;
  /** Where people read a repository. */
  readonly home: (repository: string) => string;
  /** Where people read a branch's files; a path comes after it. */
  readonly files: (repository: string, branch: string) => string;
}

/**
 * https://docs.github.com/en/actions/reference/security/oidc
 * https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
export const hosts: Readonly<Record<Engine, Host>> = {
  "github-actions": {
    issuer: "https://token.actions.githubusercontent.com",
    word: "github",
    calledAs: "GitHub",
    subject: (repository, branch) => `repo:${repository}:ref:refs/heads/${branch}`,
    home: (repository) => `https://github.com/${repository}`,
    files: (repository, branch) => `https://github.com/${repository}/blob/${branch}`,
  },
  "gitlab-ci": {
    issuer: "https://gitlab.com",
    word: "gitlab",
    calledAs: "GitLab",
    subject: (repository, branch) => `project_path:${repository}:ref_type:branch:ref:${branch}`,
    home: (repository) => `https://gitlab.com/${repository}`,
    files: (repository, branch) => `https://gitlab.com/${repository}/-/blob/${branch}`,
  },
};

/** Who runs a pipeline, as an author writes it. */
interface Run {
  readonly engine: Engine | readonly Engine[];
}

/** Who runs a pipeline; what is written for it is written for each. */
export const enginesOf = ({ engine }: Run): readonly Engine[] =>
  typeof engine === "string" ? [engine] : engine;

/** The host of a pipeline's code that is named where there is room for one: the first. */
export const hostOf = (run: Run): Host => hosts[enginesOf(run)[0] ?? "github-actions"];
