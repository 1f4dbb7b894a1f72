/**
 * What the compiler promises to catch for an author. `tsc` holds these: an error that no longer
 * comes makes its `@ts-expect-error` an error. The sentences that an author then reads are in
 * `golden/mistakes.txt`.
 */
import { expect, test } from "bun:test";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { talksTo, text } from "#plinth/model/ref.ts";
import { build, system } from "./testing.ts";

const subnets = { publicSubnets: [], privateSubnets: [], nat: "none" } as const;

test("what is right compiles, and is built as written", () => {
  const { findings, system: built } = build((s) => {
    const cloud = s.aws("eu-central-1", { zones: 3 });
    const net = cloud.network("net", { cidr: "10.0.0.0/16", ...subnets });
    const main = net.eks("main", { version: "1.36" });
    const db = main.service("db", { command: "db", port: 5432 });
    const web = main.service("web", {
      command: ["web", "--port", "$(PORT)"],
      port: 80,
      env: { DB: text`${db.host}:${db.port}`, SELF: talksTo(db.url) },
    });
    net.loadBalancer("alb", { routes: { "/*": web }, idleTimeout: "90s" });
  });
  expect(findings).toEqual([]);
  expect(built.nodes.size).toBe(6);
});

test("what is wrong does not compile", () => {
  // Never called: only the compiler reads it.
  const mistakes = () =>
    system("mistakes", { profiles: ["full", "small"] }, (s, profile) => {
      const cloud = s.aws("eu-central-1", { zones: 3 });
      const net = cloud.network("net", { cidr: "10.0.0.0/16", ...subnets });
      const main = net.eks("main", { version: "1.36" });
      const web = main.service("web", { command: "web", port: 80 });

      // @ts-expect-error: a misspelt property
      main.service("a", { command: "a", prot: 80 });
      // @ts-expect-error: a misspelt property, deeper down
      main.service("b", { command: "b", port: 80, rollout: { maxSurg: 1 } });
      // @ts-expect-error: a property that must be there
      main.service("c", { command: "c" });
      // @ts-expect-error: a duration without a unit
      net.loadBalancer("d", { routes: { "/*": web }, idleTimeout: "90" });
      // @ts-expect-error: a duration as a number
      net.loadBalancer("e", { routes: { "/*": web }, idleTimeout: 90 });
      // @ts-expect-error: an amount of memory in powers of 1000
      main.service("f", { command: "f", port: 80, resources: { memory: { request: "64MB" } } });
      // @ts-expect-error: a share without a sign
      main.service("g", { command: "g", port: 80, scale: { min: 1, max: 2, cpu: 70 } });
      // @ts-expect-error: money without a currency
      s.budget("month", { perMonth: "150", alertAt: [] });
      // @ts-expect-error: a region that does not exist
      s.aws("eu-central-9");
      // @ts-expect-error: an instance type that does not exist
      main.nodeGroup("h", { type: "t3.huge", min: 1, max: 1, desired: 1, image: "AL2_x86_64" });
      // @ts-expect-error: a version that EKS has never had
      net.eks("i", { version: "1.5" });
      // @ts-expect-error: a reference from the wrong kind
      net.loadBalancer("j", { routes: { "/*": main } });
      // @ts-expect-error: an output where the thing itself is wanted
      net.loadBalancer("k", { routes: { "/*": web.url } });
      // @ts-expect-error: a path that does not begin with a slash
      net.loadBalancer("l", { routes: { "api/*": web } });
      // @ts-expect-error: a service directly in a cloud
      cloud.service("m", { command: "m", port: 80 });
      // @ts-expect-error: an output that is not there
      main.service("n", { command: "n", port: 80, env: { WEB: web.uri } });
      // @ts-expect-error: a profile that the system does not have
      if (profile === "tiny") s.aws("eu-central-1");
      // @ts-expect-error: a kind of evidence that there is not
      s.claim("fast", { says: "is fast", by: ["felt"] });
      // @ts-expect-error: things cannot be changed once made
      web.ref = "other";
    });
  expect(mistakes).toBeFunction();
});

test("a kind without one of its facets does not compile", () => {
  const reason = none("This is a test.");
  const make = () =>
    // @ts-expect-error: watch is left out
    kind<{ readonly size: number }>()({
      name: "half",
      doc: "Half a kind.",
      in: ["system"],
      outputs: [],
      local: reason,
      kubernetes: reason,
      terraform: reason,
      cost: reason,
      behaviour: reason,
    });
  expect(make).toBeFunction();
});

test("a facet that reads a property its kind does not have does not compile", () => {
  const reason = none("This is a test.");
  const make = () =>
    kind<{ readonly size: number }>()({
      name: "confused",
      doc: "Reads what is not there.",
      in: ["system"],
      outputs: [],
      local: reason,
      kubernetes: reason,
      terraform: reason,
      // @ts-expect-error: there is no weight
      cost: ({ props }) => [{ item: "lamp", price: "lamp", quantity: props.weight }],
      behaviour: reason,
      watch: reason,
    });
  expect(make).toBeFunction();
});
