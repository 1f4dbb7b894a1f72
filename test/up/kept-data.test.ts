import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { tempProject } from "../temp-project.ts";
import { missingServers } from "./missing-servers.ts";
import { plinth } from "./plinth.ts";
import { shop } from "./system-text.ts";
import { treeOf } from "./tree-of.ts";
import { filesOf } from "./up.ts";

setDefaultTimeout(120_000);

if (missingServers !== undefined) afterAll(() => console.warn(`skipped: ${missingServers}`));
const here = test.skipIf(missingServers !== undefined);

const modules = Bun.fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What `up` says of a description over data that was kept; it starts nothing and leaves it as it is. */
const refused = async (description: string, kept: Readonly<Record<string, string>>) => {
  using project = tempProject({ ...filesOf(description), ...kept });
  symlinkSync(modules, project.at("node_modules"));
  const before = treeOf(project.at(".plinth/shop/volumes"));
  const { code, err } = await plinth(project.root, "up", "shop", "--detach");
  expect(treeOf(project.at(".plinth/shop/volumes"))).toEqual(before);
  return { code, says: err.trim() };
};

here("data of three brokers is not given to one, which would wait for the other two", async () => {
  const one = shop(`main.rabbitmq("orders", { version: "4.2", storage: "1GiB" });`);
  const kept = { ".plinth/shop/volumes/main/orders/orders-1/data/members": "" };
  const { code, says } = await refused(one, kept);
  expect(code).toBe(8);
  expect(says).toStartWith('"main/orders" has kept data of more brokers than the 1 that it is to');
  expect(says).toContain('"plinth down shop --volumes" removes all that "shop" has kept');
});

here("a database of which nobody can tell who has the newest data is not started", async () => {
  const database = shop(`
  const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: [], nat: "none",
  });
  vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" });`);
  const kept = { ".plinth/shop/volumes/aws/vpc/db/roles.json": "{" };
  const { code, says } = await refused(database, kept);
  expect(code).toBe(8);
  expect(says).toMatch(
    /^".*roles\.json" is damaged: it is not JSON\. Write who has the newest data/,
  );
});
