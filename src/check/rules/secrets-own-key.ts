import { soundCloud, soundCluster, soundNetwork } from "../examples.ts";
import { defineRule } from "../rule.ts";

export const secretsOwnKey = defineRule({
  id: "secrets-own-key",
  severity: "note",
  why:
    "EKS encrypts Secrets with a key of AWS' own; with one of the account's, who reads them " +
    "is in the trail and access ends when the key does.",
  remedy: 'Write `secretsEncryption: "kms"`; a key costs a dollar a month.',
  source: "https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html",
  *judge(look) {
    for (const { id } of look.of("eks").filter(({ props }) => !props.secretsEncryption)) {
      yield {
        on: id,
        says: "encrypts Secrets with a key that is not the account's",
        instead: 'secretsEncryption: "kms"',
      };
    }
  },
  examples: {
    good(s) {
      soundCloud(s);
    },
    bad(s) {
      const { secretsEncryption, ...cluster } = soundCluster;
      s.aws("eu-central-1").network("vpc", soundNetwork).eks("main", cluster);
    },
    found: ["aws/vpc/main"],
  },
});
