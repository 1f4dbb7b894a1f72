import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

type Author = Parameters<Parameters<typeof system>[2]>[0];

const describe = (at: `${number}:${number}`) => (s: Author) => {
  const aws = s.aws("eu-central-1", { zones: 2 });
  const vpc = aws.network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
  });
  const db = vpc.postgres("db", { version: 17, instance: "db.t3.micro", storage: "20GiB" });
  db.database("stock");
  const to = aws.bucket("kept");
  const role = aws.role("nightly", {
    assumedBy: { pods: "shop/nightly", by: "irsa" },
    actions: ["s3:PutObject"],
    on: [to],
  });
  vpc.eks("main", { version: "1.36" }).dump("nightly", { of: db, to, at, role });
};

test("a time that no day has is found", () => {
  const { findings } = system("shop", {}, describe("24:10")).build({ profile: "default" });
  expect(findings.map(({ says }) => says)).toEqual([
    '"aws/vpc/main/nightly": at "24:10" is not a time of day; write e.g. "02:30"',
  ]);
});

test("each database is read by its own role over TLS, before anything is put into the bucket", () => {
  const { system: model, findings } = system("shop", {}, describe("02:30")).build({
    profile: "default",
  });
  expect(findings).toEqual([]);
  const file = filesOf(model).get("kubernetes/main/shop/cronjob-nightly.yaml") ?? "";
  const job = Bun.YAML.parse(file);
  expect(job).toMatchObject({
    spec: { schedule: "30 2 * * *", timeZone: "Etc/UTC", concurrencyPolicy: "Forbid" },
  });
  const text = JSON.stringify(job);
  expect(text).toContain('"pg_dump","--format=custom","--file=/dumps/stock.dump"');
  expect(text).toContain('{"name":"PGSSLMODE","value":"verify-full"}');
  expect(text).toContain('"secretKeyRef":{"name":"stock","key":"password"}');
  expect(text).not.toContain("master");
});
