import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { actor, shop } from "./system-text.ts";
import { filesOf, isReady, podsIn, up } from "./up.ts";

setDefaultTimeout(120_000);

const files = filesOf(shop(`main.service("web", { command: ${actor}, port: 80 });`));

test("only who has the token is answered, on this machine's own names, and no other page", async () => {
  await using copy = await up(files);
  const { port, token } = copy.state;
  const ask = (headers: Record<string, string>, path = "/v1/view", method = "GET") =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers }).then(({ status }) => status);
  const good = { authorization: `Bearer ${token}` };
  expect(await ask(good)).toBe(200);
  expect(await ask({})).toBe(401);
  expect(await ask({ authorization: "Bearer wrong" })).toBe(401);
  expect(await ask({ authorization: token })).toBe(401);
  expect(await ask({ ...good, host: "evil.example" })).toBe(421);
  expect(await ask({ ...good, host: `127.0.0.1:${Number(port) + 1}` })).toBe(421);
  expect(await ask({ ...good, host: `localhost:${port}` })).toBe(200);
  expect(await ask({ ...good, origin: "http://evil.example" })).toBe(403);
  expect(await ask({ ...good, origin: "null" })).toBe(403);
  expect(await ask({ ...good, origin: `http://localhost:${port}` })).toBe(200);
  expect(await ask(good, "/v1/nothing")).toBe(404);
  expect(await ask(good, "/v1/view", "POST")).toBe(404);
  expect(await ask(good, "/v1/down", "GET")).toBe(404);
  expect(await ask({}, "/v1/down", "POST")).toBe(401);
  expect((await copy.control.view()).state).not.toBe("stopping");
});

test("what cannot be understood is refused in a sentence", async () => {
  await using copy = await up(files);
  const { port, token } = copy.state;
  const post = async (path: string, body: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
      method: "POST",
      headers,
      body,
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const usage = { status: 400, kind: "usage" };
  expect(await post("restart", "nonsense")).toMatchObject({
    ...usage,
    error: "the body must be a JSON object",
  });
  expect(await post("restart", "{}")).toMatchObject({ ...usage, error: '"target" must be text' });
  expect(await post("scale", '{"node":"main/web","replicas":"many"}')).toMatchObject(usage);
  expect(await post("scale", '{"node":"main/web","replicas":201}')).toMatchObject(usage);
  expect(await post("scale", '{"node":"main/web","replicas":-1}')).toMatchObject(usage);
  expect(await post("fault", '{"link":"x","fault":7}')).toMatchObject(usage);
});

test("it listens on loopback only", async () => {
  await using copy = await up(files);
  const row = `:${Number(copy.state.port).toString(16).toUpperCase().padStart(4, "0")}`;
  const listening = ["tcp", "tcp6"]
    .flatMap((table) => readFileSync(`/proc/net/${table}`, "utf8").split("\n"))
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[1]?.endsWith(row) && cells[3] === "0A")
    .map((cells) => cells[1]);
  expect(listening).toEqual([`0100007F${row}`]);
});

test("tokens are for the owner's eyes only, and in nothing that is shown or kept for others", async () => {
  await using copy = await up(files);
  const ready = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(ready, "main/web");
  const environment = (await (await fetch(`${pod?.address}/env`)).json()) as Record<string, string>;
  const otlp = decodeURIComponent(environment.OTEL_EXPORTER_OTLP_HEADERS ?? "")
    .split(" ")
    .at(-1);
  expect(otlp?.length).toBeGreaterThan(20);
  expect(otlp).not.toBe(copy.state.token);
  expect(Object.values(environment).join("\n")).not.toContain(copy.state.token);
  copy.supervisor.signal("SIGTERM");
  await copy.supervisor.exited;
  expect(statSync(copy.folder).mode & 0o777).toBe(0o700);
  const kept = readdirSync(copy.folder, { recursive: true, encoding: "utf8" });
  expect(kept).toContain("view.json");
  for (const name of kept) {
    const path = `${copy.folder}/${name}`;
    expect({ name, open: statSync(path).mode & 0o077 }).toEqual({ name, open: 0 });
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, "utf8");
    for (const secret of [copy.state.token, otlp ?? ""]) {
      expect({ name, told: text.includes(secret) }).toEqual({ name, told: false });
    }
  }
});

test("while it runs, the file with the token is for its owner only", async () => {
  await using copy = await up(files);
  expect(statSync(`${copy.folder}/supervisor.json`).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(await copy.control.view())).not.toContain(copy.state.token);
});

test("streams end with the copy, and a reader who leaves or stalls holds nobody up", async () => {
  await using copy = await up(files);
  await copy.until("everything is ready", isReady);
  const { port, token } = copy.state;
  const stalled = connect(Number(port), "127.0.0.1");
  stalled.write(
    `GET /v1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await new Promise((resolve) => stalled.once("data", resolve).once("readable", resolve));
  stalled.pause();
  const leaver = new AbortController();
  for await (const _ of copy.control.views(leaver.signal)) leaver.abort();
  const views = Array.fromAsync(copy.control.views());
  const events = Array.fromAsync(copy.control.events({ of: [], follow: true }));
  await copy.event("a view was asked for", ({ reason }) => reason === "Ready");
  copy.supervisor.signal("SIGTERM");
  expect(await copy.supervisor.exited).toBe(0);
  expect((await views).length).toBeGreaterThan(0);
  expect((await events).at(-1)?.reason).toBe("Stopped");
  stalled.destroy();
});
