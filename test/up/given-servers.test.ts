import { afterAll, afterEach, expect, setDefaultTimeout, test } from "bun:test";
import { SQL } from "bun";
import { noPostgres, startPostgres } from "plinth-service-kit/testing/postgres.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { actor, quickProbes } from "./system-text.ts";
import { filesOf, isReady, nodeIn, up } from "./up.ts";

setDefaultTimeout(120_000);

if (noPostgres !== undefined) afterAll(() => console.warn(`skipped: ${noPostgres}`));

const variable = "PLINTH_SERVER_DB";
afterEach(() => {
  delete process.env[variable];
});

const description = `import { system } from "plinth";
export default system("shop", { profiles: ["default"] }, (s) => {
  const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: [], nat: "none",
  });
  const db = vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" });
  const stock = db.database("stock");
  const main = vpc.k3s("main", {
    version: "1.36", servers: { type: "t3.medium", count: 1 }, agents: { type: "t3.small", count: 2 },
  });
  main.service("web", {
    command: ${actor}, port: 80, probes: ${quickProbes}, env: { DATABASE_URL: stock.url },
  });
});
`;

test.skipIf(noPostgres !== undefined)(
  "a database that the user gives an address of is used, none is started, and its end is seen",
  async () => {
    await using postgres = await startPostgres();
    const url = new URL(postgres.url("postgres"));
    url.password = "secret-of-the-user";
    process.env[variable] = url.href;
    await using copy = await up(filesOf(description));
    const view = await copy.until("everything is ready", isReady);
    expect(nodeIn(view, "aws/vpc/db")).toMatchObject({ state: "running", pods: [] });
    expect(view.notes.join()).toContain(`the one at 127.0.0.1:${url.port} (${variable})`);
    expect(JSON.stringify([view, await copy.events()])).not.toContain("secret-of-the-user");
    // Only the gateway and the service.
    expect(markedProcesses(`PLINTH_RUN=${copy.state.runId}`).length).toBe(2);

    const [door] = await copy.control.connections("aws/vpc/db/stock");
    await using stock = new SQL(door?.text ?? "", { max: 1 });
    expect([...(await stock`select current_user::text as who`)]).toEqual([{ who: "stock" }]);
    await using theirs = postgres.sql("stock");
    expect([...(await theirs`select 1 as one`)]).toEqual([{ one: 1 }]);

    await postgres.kill();
    await copy.until("it is seen", (each) => nodeIn(each, "aws/vpc/db").state === "degraded");
    await postgres.start();
    await copy.until("it is back", isReady);
  },
);
