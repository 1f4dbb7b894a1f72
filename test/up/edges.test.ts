import { expect, setDefaultTimeout, test } from "bun:test";
import type { PodView, SystemView } from "#plinth/local/copies/view.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, pidOf, podsIn, type UpCopy, up } from "./up.ts";

setDefaultTimeout(120_000);

const environmentOf = async (pod: PodView | undefined): Promise<Record<string, string>> =>
  (await (await fetch(`${pod?.address}/env`)).json()) as Record<string, string>;

/** What a replica gets when it calls another service. */
const called = async (pod: PodView | undefined, url: string): Promise<Response> =>
  fetch(`${pod?.address}/call?url=${encodeURIComponent(url)}`);

const firstPod = (view: SystemView, id: string): PodView | undefined => podsIn(view, id)[0];

const setFault = async (copy: UpCopy, link: string, fault: object | null): Promise<void> => {
  const response = await fetch(`http://127.0.0.1:${copy.state.port}/v1/fault`, {
    method: "POST",
    headers: { authorization: `Bearer ${copy.state.token}` },
    body: JSON.stringify({ link, fault }),
  });
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 200,
    body: {},
  });
};

test("what uses another waits until that is ready, and says for what", async () => {
  const text = shop(`
  const a = main.service("a", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { READY: "503" } });
  const b = main.service("b", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { A: a.url } });
  main.service("c", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { B: b.url } });
`);
  await using copy = await up(filesOf(text));
  const waiting = await copy.until("a runs", (view) => firstPod(view, "main/a")?.started === true);
  expect(nodeIn(waiting, "main/b")).toMatchObject({
    state: "waiting",
    waitingFor: ["main/a"],
    pods: [],
  });
  expect(nodeIn(waiting, "main/c")).toMatchObject({
    state: "waiting",
    waitingFor: ["main/b"],
    pods: [],
  });
  await fetch(`${firstPod(waiting, "main/a")?.address}/set?ready=200`, { method: "POST" });
  const ready = await copy.until("everything is ready", isReady);
  expect(nodeIn(ready, "main/b").waitingFor).toBeUndefined();
  const started = (await copy.events())
    .filter(({ reason }) => reason === "Started" || reason === "Ready")
    .map(({ node, reason }) => `${node} ${reason}`.trim());
  expect(started).toEqual([
    "main/a Started",
    "main/a Ready",
    "main/b Started",
    "main/b Ready",
    "main/c Started",
    "main/c Ready",
    "Ready",
  ]);
});

test("a change of the description does not begin what still waits", async () => {
  const text = (replicas: number): string =>
    shop(`
  const a = main.service("a", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { READY: "503" } });
  main.service("b", { command: ${actor}, port: 80, replicas: ${replicas}, env: { A: a.url } });
`);
  await using copy = await up(filesOf(text(1)), { watch: true });
  await copy.until("a runs", (view) => firstPod(view, "main/a")?.started === true);
  await Bun.write(copy.project.at("systems/shop/system.ts"), text(2));
  const seen = await copy.until("two are wanted", (view) => {
    return nodeIn(view, "main/b").replicas?.wanted === 2;
  });
  expect(nodeIn(seen, "main/b")).toMatchObject({ state: "waiting", pods: [] });
  await fetch(`${firstPod(seen, "main/a")?.address}/set?ready=200`, { method: "POST" });
  await copy.until("both are there", (view) => nodeIn(view, "main/b").replicas?.ready === 2);
});

test("two that talk to each other start side by side and reach each other", async () => {
  const text = `import { system, talksTo } from "plinth";
export default system("shop", {}, (s) => {
  const main = s.kubernetes("main");
  const a = main.service("a", { command: ${actor}, port: 80, probes: ${quickProbes},
    env: { B: talksTo({ ref: "main/b", kind: "service", output: "url" }) } });
  main.service("b", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { A: talksTo(a.url) } });
});
`;
  await using copy = await up(filesOf(text));
  const ready = await copy.until("everything is ready", isReady);
  const [a, b] = [firstPod(ready, "main/a"), firstPod(ready, "main/b")];
  const [toB, toA] = [(await environmentOf(a)).B ?? "", (await environmentOf(b)).A ?? ""];
  expect(await (await called(a, toB)).json()).toMatchObject({ pod: b?.name });
  expect(await (await called(b, toA)).json()).toMatchObject({ pod: a?.name });
});

const triangle = shop(`
  const c = main.service("c", { command: ${actor}, port: 80, replicas: 2, probes: ${quickProbes} });
  main.service("a", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { C: c.url, H: c.host, P: c.port } });
  main.service("b", { command: ${actor}, port: 80, probes: ${quickProbes}, env: { C: c.url } });
`);

test("each edge has a door of its own, over all ready replicas, that can be cut and healed alone", async () => {
  await using copy = await up(filesOf(triangle));
  const ready = await copy.until("everything is ready", isReady);
  const [a, b] = [firstPod(ready, "main/a"), firstPod(ready, "main/b")];
  const fromA = await environmentOf(a);
  const fromB = await environmentOf(b);
  expect(fromA.C).not.toBe(fromB.C);
  expect(fromA.C).toBe(`http://${fromA.H}:${fromA.P}`);
  const answering = new Set<string>();
  for (let i = 0; i < 8; i++) {
    answering.add(((await (await called(a, fromA.C ?? "")).json()) as { pod: string }).pod);
  }
  expect([...answering].sort()).toEqual(podsIn(ready, "main/c").map(({ name }) => name));

  await setFault(copy, "main/a -> main/c", { cut: "refuse" });
  expect((await called(a, fromA.C ?? "")).status).toBe(500);
  expect((await called(b, fromB.C ?? "")).status).toBe(200);

  // A gateway that is started again still has it.
  process.kill(pidOf(copy, "gateway"), "SIGKILL");
  await copy.event("it was started again", ({ reason }) => reason === "GatewayExited");
  for (;;) if ((await called(b, fromB.C ?? "")).status === 200) break;
  expect((await called(a, fromA.C ?? "")).status).toBe(500);

  await setFault(copy, "main/a -> main/c", null);
  expect((await called(a, fromA.C ?? "")).status).toBe(200);
});

test("a link that is not there cannot be broken", async () => {
  await using copy = await up(filesOf(triangle));
  await copy.until("everything is ready", isReady);
  const response = await fetch(`http://127.0.0.1:${copy.state.port}/v1/fault`, {
    method: "POST",
    headers: { authorization: `Bearer ${copy.state.token}` },
    body: JSON.stringify({ link: "main/a -> main/z", fault: { cut: "drop" } }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    kind: "usage",
    error: 'there is no link "main/a -> main/z"; there are "main/a -> main/c", "main/b -> main/c"',
  });
});

test("a process knows who and where it is, and where to send its telemetry", async () => {
  const text = shop(`
  main.service("web", { command: ${actor}, port: 80, replicas: 2, env: { TEXT: "$(POD_NAME)" } });
`);
  await using copy = await up(filesOf(text), { name: "other-name" });
  const ready = await copy.until("everything is ready", isReady);
  const [pod] = podsIn(ready, "main/web");
  const environment = await environmentOf(pod);
  expect(environment).toMatchObject({
    HOST: "127.0.0.1",
    PORT: new URL(pod?.address ?? "").port,
    HOSTNAME: pod?.name ?? "",
    POD_NAME: pod?.name ?? "",
    POD_NAMESPACE: "other-name",
    POD_IP: "127.0.0.1",
    NODE_NAME: pod?.machine ?? "",
    OTEL_SERVICE_NAME: "web",
    TEXT: pod?.name ?? "",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  });
  expect(environment.OTEL_RESOURCE_ATTRIBUTES).toContain(`service.instance.id=${pod?.name}`);
  expect(environment.OTEL_RESOURCE_ATTRIBUTES).toContain("k8s.namespace.name=other-name");

  const send = (path: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${environment.OTEL_EXPORTER_OTLP_ENDPOINT}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ resourceSpans: [{ marker: "span one" }] }),
    });
  const [name = "", value = ""] = (environment.OTEL_EXPORTER_OTLP_HEADERS ?? "").split("=");
  const token = { [name]: decodeURIComponent(value) };
  expect((await send("/v1/traces", {})).status).toBe(401);
  expect((await send("/v1/traces", token)).status).toBe(200);
  expect((await send("/v1/nonsense", token)).status).toBe(404);
  expect((await send("/v1/traces", { ...token, "content-type": "text/plain" })).status).toBe(415);
  copy.supervisor.signal("SIGTERM");
  await copy.supervisor.exited;
  const kept = await Bun.file(`${copy.folder}/otlp/traces.ndjson`).text();
  expect(kept.trim().split("\n")).toEqual(['{"resourceSpans":[{"marker":"span one"}]}']);
});
