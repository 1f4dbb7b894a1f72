import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { SQL } from "bun";
import { processesIn } from "#plinth/host/processes/cwd.ts";
import { markedProcesses } from "#plinth/host/processes/marked.ts";
import { copyAt } from "#plinth/local/copies/copies.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { downCopy } from "#plinth/local/down.ts";
import { postgresProgram } from "#plinth/local/servers/postgres/program.ts";
import { type TempProject, tempProject } from "../temp-project.ts";
import { filesOf, isReady, pidOf, podsIn, type UpCopy, upIn, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const root = Bun.fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Why these tests cannot be run on this machine; undefined: they can. */
const missing = ((): string | undefined => {
  try {
    postgresProgram("db", root);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();
if (missing !== undefined) afterAll(() => console.warn(`skipped: ${missing}`));
const here = test.skipIf(missing !== undefined);

const node = "aws/vpc/db";

const description = (standby: boolean): string => `import { system } from "plinth";
export default system("shop", { profiles: ["default"] }, (s) => {
  const vpc = s.aws("us-east-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16", publicSubnets: [], privateSubnets: [], nat: "none",
  });
  const db = vpc.postgres("db", {
    version: 18, instance: "db.t3.micro", storage: "20GiB", standby: ${standby},
  });
  db.database("stock");
  db.database("bills", { connections: 5 });
});
`;

/** A project that finds PostgreSQL where this one does. */
const projectOf = (standby: boolean): TempProject => {
  const project = tempProject({ ...filesOf(description(standby)) });
  if (existsSync(`${root}/node_modules`)) {
    symlinkSync(`${root}/node_modules`, project.at("node_modules"));
  }
  return project;
};

const passwordOf = (copy: UpCopy, of: string): string =>
  JSON.parse(readFileSync(`${copy.folder}/volumes/passwords.json`, "utf8"))[of];

/** A client of a database through its door, as `psql` would be one. */
const clientOf = (copy: UpCopy, view: SystemView, database: string): SQL => {
  const url = new URL(urlIn(view, `${node}/${database}`));
  url.password = passwordOf(copy, `${node}/${database}`);
  return new SQL(url, { max: 1, connectionTimeout: 5 });
};

const kill = (copy: UpCopy, pod: string): void => {
  process.kill(pidOf(copy, pod), "SIGKILL");
};

const upProject = (project: TempProject): Promise<UpCopy> => upIn(project, { otherPorts: true });

here("data survives kill -9, down and up; down with its volumes removes it", async () => {
  using project = projectOf(false);
  {
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    await using stock = clientOf(copy, view, "stock");
    await stock`create table t (n int)`;
    await stock`insert into t values (1)`;
    kill(copy, "db-0");
    await copy.until("it was started again and all is ready", (now) => {
      return podsIn(now, node)[0]?.restarts === 1 && isReady(now);
    });
    await using again = clientOf(copy, view, "stock");
    expect([...(await again`select n from t`)]).toEqual([{ n: 1 }]);
  }
  {
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    await using stock = clientOf(copy, view, "stock");
    expect([...(await stock`select n from t`)]).toEqual([{ n: 1 }]);
  }
  const copy = copyAt(project.root, "shop");
  await downCopy(copy, { volumes: true });
  expect(existsSync(copy.folder)).toBe(false);
});

here(
  "a role reaches its own database and no other, and no file but one knows its password",
  async () => {
    using project = projectOf(false);
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    const url = new URL(urlIn(view, `${node}/bills`));
    url.username = "stock";
    url.password = passwordOf(copy, `${node}/stock`);
    await using stranger = new SQL(url, { max: 1 });
    expect(async () => await stranger`select 1`).toThrow(/permission denied/);
    url.username = "bills";
    await using guesser = new SQL(url, { max: 1 });
    expect(async () => await guesser`select 1`).toThrow(/authentication failed/);
    const files = readdirSync(copy.folder, { recursive: true, withFileTypes: true });
    const knowing = files
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .filter((path) => readFileSync(path, "latin1").includes(url.password));
    expect(knowing).toEqual([`${copy.folder}/volumes/passwords.json`]);
  },
);

/** Writes one row after another until it is told to stop; says what was acknowledged, and the gap. */
const writer = (copy: UpCopy, view: SystemView) => {
  const acknowledged: number[] = [];
  let [client, going, gapMs, last] = [clientOf(copy, view, "stock"), true, 0, performance.now()];
  const done = (async () => {
    for (let n = 0; going; n++) {
      try {
        await client`insert into t values (${n})`;
        acknowledged.push(n);
        gapMs = Math.max(gapMs, performance.now() - last);
        last = performance.now();
      } catch {
        await client.close({ timeout: 0 }).catch(() => {});
        client = clientOf(copy, view, "stock");
        await Bun.sleep(5);
      }
    }
    await client.close();
    return { acknowledged, gapMs };
  })();
  const stop = (): typeof done => {
    going = false;
    return done;
  };
  return { acknowledged, stop };
};

here(
  "kill -9 of the primary, twice: the standby takes over, no acknowledged row is lost",
  async () => {
    using project = projectOf(true);
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    {
      await using stock = clientOf(copy, view, "stock");
      await stock`create table t (n int)`;
    }
    const writing = writer(copy, view);
    let seen = 0;
    for (const primary of ["db-0", "db-1"]) {
      const wanted = writing.acknowledged.length + 100;
      while (writing.acknowledged.length < wanted) await Bun.sleep(10);
      kill(copy, primary);
      const failed = await copy.event(
        "it failed over",
        ({ reason, seq }) => reason === "FailedOver" && seq > seen,
      );
      seen = failed.seq;
      await copy.event(
        "the old one follows",
        ({ reason, seq }) => reason === "InSync" && seq > failed.seq,
      );
    }
    const { acknowledged, gapMs } = await writing.stop();
    expect(gapMs).toBeLessThan(5_000);
    await using stock = clientOf(copy, view, "stock");
    const rows = new Set((await stock`select n from t`).map(({ n }: { n: number }) => n));
    expect(acknowledged.filter((n) => !rows.has(n))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(200);
    const roles = podsIn(await copy.control.view(), node).map(({ name, role }) => [name, role]);
    expect(roles).toEqual([
      ["db-0", "primary"],
      ["db-1", "standby"],
    ]);
  },
);

here(
  "kill -9 of the supervisor: nothing of the database is left, and it comes up with its data",
  async () => {
    using project = projectOf(true);
    {
      await using copy = await upProject(project);
      const view = await copy.until("everything is ready", isReady);
      await using stock = clientOf(copy, view, "stock");
      await stock`create table t as select 7 as n`;
      copy.supervisor.signal("SIGKILL");
      await copy.supervisor.exited;
      while (markedProcesses(`PLINTH_RUN=${copy.state.runId}`).length > 0) await Bun.sleep(10);
    }
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    await using stock = clientOf(copy, view, "stock");
    expect([...(await stock`select n from t`)]).toEqual([{ n: 7 }]);
  },
);

here(
  "a restart by hand goes from one to the other, and waits for who is to take over",
  async () => {
    using project = projectOf(true);
    await using copy = await upProject(project);
    const view = await copy.until("everything is ready", isReady);
    {
      await using stock = clientOf(copy, view, "stock");
      await stock`create table t (n int)`;
    }
    const writing = writer(copy, view);
    await copy.control.restart(node);
    await copy.event("the standby took over", ({ reason }) => reason === "FailedOver");
    await copy.event("the old one follows", ({ reason, message }) => {
      return reason === "InSync" && message.startsWith("db-0");
    });
    const { acknowledged } = await writing.stop();
    await using stock = clientOf(copy, view, "stock");
    const rows = new Set((await stock`select n from t`).map(({ n }: { n: number }) => n));
    expect(acknowledged.filter((n) => !rows.has(n))).toEqual([]);
    const order = (await copy.events())
      .filter(({ reason }) => ["Alone", "InSync", "FailedOver"].includes(reason))
      .map(({ reason }) => reason);
    expect(order).toEqual(["Alone", "InSync", "FailedOver", "InSync"]);
  },
);

here("two copies stand beside each other, and a member stopped by hand stays stopped", async () => {
  using project = projectOf(true);
  await using one = await upProject(project);
  await using other = await upIn(project, { name: "other" });
  const views = [
    await one.until("everything is ready", isReady),
    await other.until("everything is ready", isReady),
  ] as const;
  expect(new Set(views.map((view) => urlIn(view, node))).size).toBe(2);
  await other.control.stop("db-0");
  await other.event("the standby took over", ({ reason }) => reason === "FailedOver");
  await using stock = clientOf(other, views[1], "stock");
  await stock`create table t as select 7 as n`;
  expect(podsIn(await other.control.view(), node)[0]).toMatchObject({ state: "Stopped" });
  await other.control.start("db-0");
  await other.event("it follows", ({ reason, message }) => {
    return reason === "InSync" && message.startsWith("db-0");
  });
});

here("a standby whose data is damaged is given the primary's", async () => {
  using project = projectOf(true);
  await using copy = await upProject(project);
  await copy.until("everything is ready", isReady);
  await copy.control.stop("db-1");
  writeFileSync(`${copy.folder}/volumes/${node}/db-1/data/global/pg_control`, "damaged");
  await copy.control.start("db-1");
  await copy.event("it was copied", ({ reason }) => reason === "Copied");
  await copy.event("it follows", ({ reason, message }) => {
    return reason === "InSync" && message.startsWith("db-1");
  });
});

here(
  "what a killed server left running without seeing its end is ended, and it starts again",
  async () => {
    using project = projectOf(false);
    await using copy = await upProject(project);
    await copy.until("everything is ready", isReady);
    const data = `${copy.folder}/volumes/${node}/db-0/data`;
    const old = processesIn(data);
    expect(old.length).toBeGreaterThan(1);
    for (const pid of old) process.kill(pid, "SIGSTOP");
    kill(copy, "db-0");
    await copy.until("it was started again and is ready", (now) => {
      const [pod] = podsIn(now, node);
      return pod?.restarts === 1 && pod.ready;
    });
    expect(processesIn(data).filter((pid) => old.includes(pid))).toEqual([]);
  },
);

here("a member whose port somebody has taken while it was stopped starts on another", async () => {
  using project = projectOf(false);
  await using copy = await upProject(project);
  const view = await copy.until("everything is ready", isReady);
  await copy.control.stop("db-0");
  const address = podsIn(view, node)[0]?.address ?? "";
  using squatter = Bun.listen({
    hostname: "127.0.0.1",
    port: Number(address.split(":").at(-1)),
    socket: { data: () => {} },
  });
  await copy.control.start("db-0");
  const after = await copy.until("it is ready again", isReady);
  expect(podsIn(after, node)[0]?.address).not.toBe(address);
  await copy.event("it is told", ({ reason }) => reason === "PortTaken");
  await using stock = clientOf(copy, after, "stock");
  expect([...(await stock`select 1 as one`)]).toEqual([{ one: 1 }]);
  expect(squatter.port).toBe(Number(address.split(":").at(-1)));
});
