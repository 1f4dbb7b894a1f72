import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { SystemView } from "#plinth/local/copies/view.ts";
import { rabbitmqProgram } from "#plinth/local/servers/rabbitmq/program.ts";
import { actor, quickProbes, shop } from "./system-text.ts";
import { filesOf, isReady, nodeIn, type UpCopy, up } from "./up.ts";

setDefaultTimeout(120_000);

/** Why this cannot be run on this machine; undefined: it can. */
const missing = ((): string | undefined => {
  try {
    rabbitmqProgram("orders");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();
if (missing !== undefined) afterAll(() => console.warn(`skipped: ${missing}`));

const files = filesOf(
  shop(`
  const orders = main.rabbitmq("orders", { version: "4.2", storage: "1GiB" });
  main.service("worker", {
    command: ${actor}, port: 80, probes: ${quickProbes}, needs: [orders],
    scale: { min: 1, max: 4, queue: { of: orders, name: "jobs", perReplica: 5 } },
  });
`),
);

/** The broker's management door, as its user. */
const brokerOf = (copy: UpCopy, view: SystemView) => {
  const base = nodeIn(view, "main/orders").endpoints.find((url) => url.startsWith("http:"));
  const passwords = JSON.parse(readFileSync(`${copy.folder}/volumes/passwords.json`, "utf8"));
  const authorization = `Basic ${btoa(`orders:${passwords["main/orders"]}`)}`;
  return async (method: string, path: string, body?: unknown): Promise<void> => {
    const headers = { authorization, "content-type": "application/json" };
    const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await fetch(`${base}/api/${path}`, sent);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
};

test.skipIf(missing !== undefined)(
  "messages that wait take a worker up and their absence takes it down; a queue that is not there changes nothing",
  async () => {
    await using copy = await up(files, { autoscalerSpeed: 60 });
    const worker = (view: SystemView) => nodeIn(view, "main/worker");
    const whyIn = (view: SystemView): string =>
      worker(view).autoscaler?.decisions.at(-1)?.why ?? "";
    await copy.until("everything is ready", isReady);
    const view = await copy.until("the queue is missed", (each) => whyIn(each).includes("unknown"));
    expect(whyIn(view)).toBe('stays at 1: the queue "jobs" is unknown (no value was read)');
    const decisions = worker(view).autoscaler?.decisions ?? [];
    expect(decisions.at(-1)?.conditions.ScalingActive).toBe("False FailedGetExternalMetric");

    const broker = brokerOf(copy, view);
    await broker("PUT", "queues/%2F/jobs", { durable: true });
    const message = {
      properties: {},
      routing_key: "jobs",
      payload: "x",
      payload_encoding: "string",
    };
    for (let sent = 0; sent < 12; sent++) {
      await broker("POST", "exchanges/%2F/amq.default/publish", message);
    }
    // 12 messages at 5 each are three replicas' work.
    await copy.until("three are wanted", (each) => worker(each).replicas?.wanted === 3);
    const rescaled = await copy.event(
      "it says why",
      ({ reason }) => reason === "SuccessfulRescale",
    );
    expect(rescaled.message).toContain('the queue "jobs" is at');
    expect(rescaled.message).toContain("target 5, and asks for");
    await copy.until("three are ready", (each) => worker(each).replicas?.ready === 3);

    await broker("DELETE", "queues/%2F/jobs/contents");
    await copy.until("one is wanted again", (each) => worker(each).replicas?.wanted === 1);
  },
);
