import { expect, test } from "bun:test";
import { expectGolden } from "../../test/golden.ts";
import asWritten from "./as-written.ts";
import works from "./system.ts";

test("what the model alone sees wrong in the document is told, and it is built all the same", async () => {
  const told = asWritten.profiles.flatMap((profile) => {
    const { system, findings } = asWritten.build({ profile });
    expect(system.nodes.has("aws/vpc/main/simpletimeservice")).toBe(true);
    return [`${profile}:`, ...findings.map(({ rule, says }) => `  ${rule}: ${says}`)];
  });
  await expectGolden(`${import.meta.dir}/golden/as-written.txt`, `${told.join("\n")}\n`);
});

test("the document's values are kept, wrong ones included", () => {
  const { nodes } = asWritten.build({ profile: "production" }).system;
  const props = (id: string) => nodes.get(id)?.props;
  expect(props("aws")).toMatchObject({ zones: ["us-west-1a", "us-west-1b"] });
  expect(props("aws/vpc/main")).toMatchObject({ version: "1.28" });
  expect(props("aws/vpc/main/machines")).toMatchObject({ image: "AL2_x86_64", min: 2, max: 4 });
  expect(props("aws/state")).toMatchObject({ lock: "dynamodb" });
  expect(props("images")).toMatchObject({ host: "docker.io" });
  expect(props("aws/vpc/main/simpletimeservice")).toMatchObject({
    callerFrom: ["x-forwarded-for first", "x-real-ip", "peer"],
    replicas: 3,
    scale: { min: 2, max: 10, cpu: "70%", memory: "80%" },
    resources: { cpu: { request: "100m" }, memory: { request: "64MiB" } },
  });
});

test("both descriptions make the same claims", () => {
  const claimsOf = ({ statements }: ReturnType<typeof works.build>["system"]) =>
    statements.filter(({ type }) => type === "claim");
  const profile = "production";
  expect(claimsOf(asWritten.build({ profile }).system)).toEqual(
    claimsOf(works.build({ profile }).system),
  );
});
