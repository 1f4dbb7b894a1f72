/** What Terraform is told from outside; everything else is in the model. None has to be given. */
export const rootVariables: Readonly<
  Record<string, { readonly type: string; readonly says: string }>
> = {
  alert_email: {
    type: "string",
    says: "Who gets mail when an alarm fires or the account spends a budget. Nobody when left out.",
  },
  github_provider_arn: {
    type: "string",
    says: "The identity provider of GitHub that the account already has. Made here when left out.",
  },
  gitlab_provider_arn: {
    type: "string",
    says: "The identity provider of GitLab that the account already has. Made here when left out.",
  },
};
