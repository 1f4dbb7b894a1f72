import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { rmSync } from "node:fs";
import { request } from "node:http";
import { controlOf } from "#plinth/local/copies/control.ts";
import { copyAt } from "#plinth/local/copies/copies.ts";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { type SupervisorProcess, supervise } from "./supervisor-process.ts";
import { nodeIn, podsIn, urlIn } from "./up.ts";

setDefaultTimeout(120_000);

const root = Bun.fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const name = `test-time-${process.pid}`;
let supervisor: SupervisorProcess;
let view: SystemView;

const service = "aws/vpc/main/time";
const balancer = "aws/vpc/alb";

beforeAll(async () => {
  const file = `${root}/systems/simple-time-service/system.ts`;
  supervisor = await supervise({ root, file, name, watch: false });
  for await (const each of controlOf(copyAt(root, name)).views()) {
    view = each;
    const targets = nodeIn(each, balancer).targets ?? [];
    if (each.state === "ready" && targets.every(({ state }) => state === "healthy")) break;
  }
});

afterAll(async () => {
  supervisor.signal("SIGTERM");
  expect(await supervisor.exited).toBe(0);
  rmSync(`${root}/.plinth/${name}`, { recursive: true });
});

/** What is answered to a GET that comes from this address of our own. */
const get = (url: string, from: string, headers: Record<string, string> = {}) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    const options = { localAddress: from, headers, agent: false };
    const sent = request(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    sent.on("error", reject).end();
  });

const addressIn = (answer: Record<string, unknown>): unknown => answer.ip;

test("through the balancer the caller's address is shown", async () => {
  const answer = await get(urlIn(view, balancer), "127.0.0.5");
  expect(addressIn(answer)).toBe("127.0.0.5");
  expect(Object.keys(answer)).toHaveLength(2);
});

test("an address that the caller makes up does not get through", async () => {
  for (const headers of [
    { "x-forwarded-for": "203.0.113.7" },
    { "x-forwarded-for": "203.0.113.7, 127.77.0.1" },
    { "x-real-ip": "203.0.113.7" },
    { forwarded: "for=203.0.113.7" },
  ]) {
    expect(addressIn(await get(urlIn(view, balancer), "127.0.0.5", headers))).toBe("127.0.0.5");
  }
});

test("who calls a replica directly is shown as the peer, whatever the headers say", async () => {
  const [pod] = podsIn(view, service);
  const headers = { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.8" };
  expect(addressIn(await get(pod?.address ?? "", "127.0.0.6", headers))).toBe("127.0.0.6");
});

test("who comes in by the node port is shown as the node, whatever the headers say", async () => {
  const headers = { "x-forwarded-for": "203.0.113.7" };
  expect(addressIn(await get(urlIn(view, service), "127.0.0.6", headers))).toBe("127.0.0.1");
});

test("three replicas are spread over two machines, within limits that show", () => {
  const pods = podsIn(view, service);
  expect(pods).toHaveLength(3);
  expect(new Set(pods.map(({ machine }) => machine)).size).toBe(2);
  expect(nodeIn(view, service).autoscaler).toMatchObject({ min: 3, max: 10 });
  expect(nodeIn(view, balancer).targets).toHaveLength(3);
});
