import { expect, test } from "bun:test";
import { messageOf } from "./message.ts";

const resource = { addr: "module.network.aws_vpc.vpc" };

test("a planned change is one, and a reading of data is none", () => {
  const line = (action: string) =>
    JSON.stringify({ type: "planned_change", change: { resource, action } });
  expect(messageOf(line("replace"))).toEqual({
    type: "planned",
    address: "module.network.aws_vpc.vpc",
    action: "replace",
  });
  expect(messageOf(line("read"))).toBeUndefined();
  expect(messageOf(line("noop"))).toBeUndefined();
});

test("a resource begins and ends, with its seconds", () => {
  const hook = { resource, action: "create", elapsed_seconds: 12 };
  expect(messageOf(JSON.stringify({ type: "apply_complete", hook }))).toEqual({
    type: "ends",
    address: "module.network.aws_vpc.vpc",
    action: "create",
    seconds: 12,
  });
});

test("an error is a problem, and a warning is not", () => {
  const said = (severity: string) =>
    messageOf(JSON.stringify({ type: "diagnostic", diagnostic: { severity, summary: "No" } }));
  expect(said("error")).toEqual({ type: "problem", summary: "No", detail: "" });
  expect(said("warning")?.type).toBe("warning");
});

test("what is no JSON says nothing", () => {
  expect(messageOf("Initializing the backend...")).toBeUndefined();
  expect(messageOf('{"type":"version"}')).toBeUndefined();
});
