import { expect, test } from "bun:test";
import fc from "fast-check";
import { system, talksTo, text } from "#plinth/index.ts";
import type { ServiceProps } from "#plinth/kinds/service/props.ts";
import type { Deployment, NetworkPolicy, Service } from "#plinth/model/kubernetes-object.ts";
import type { System } from "#plinth/model/system.ts";
import { filesOf } from "../files.ts";

type Describe = Parameters<typeof system>[2];

const built = (describe: Describe, name = "shop"): System => {
  const { system: model, findings } = system(name, {}, describe).build({ profile: "default" });
  expect(findings).toEqual([]);
  return model;
};

/** The objects of a system by path within the folder of its one cluster. */
const objectsOf = (model: System): Map<string, unknown> =>
  new Map(
    [...filesOf(model)]
      .filter(([path]) => path.startsWith("kubernetes/"))
      .map(([path, yaml]) => [path.replace(/^kubernetes\/[^/]+\//, ""), Bun.YAML.parse(yaml)]),
  );

const object = (describe: Describe, path: string): unknown => objectsOf(built(describe)).get(path);

const vpcOf = (s: Parameters<Describe>[0]) =>
  s.aws("eu-central-1", { zones: 2 }).network("vpc", {
    cidr: "10.0.0.0/16",
    publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
    privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
    nat: "none",
  });

const machines = {
  type: "t3.large",
  min: 1,
  desired: 1,
  max: 2,
  image: "AL2023_x86_64_STANDARD",
  disk: { size: "20GiB", type: "gp3" },
} as const;

test("a service without an autoscaler says how many, one with it does not", () => {
  const deployment = (scale?: { min: number; max: number; cpu: "50%" }) =>
    object((s) => {
      s.kubernetes("main").service("web", {
        source: "app",
        port: 80,
        replicas: 3,
        ...(scale && { scale, resources: { cpu: { request: "100m" } } }),
      });
    }, "shop/deployment-web.yaml") as { spec: { replicas?: number } };
  expect(deployment().spec.replicas).toBe(3);
  expect(deployment({ min: 2, max: 4, cpu: "50%" }).spec).not.toHaveProperty("replicas");
});

test("references become names in the cluster's DNS, also within text and in a circle", () => {
  const model = built((s) => {
    const main = s.kubernetes("main");
    const stock = main.service("stock", { source: "app", port: 81 });
    main.service("web", {
      source: "app",
      port: 80,
      env: { A: stock.url, B: text`tcp://${stock.host}:${stock.port}/x`, C: talksTo(stock.url) },
    });
  });
  const web = objectsOf(model).get("shop/deployment-web.yaml");
  const url = "http://stock.shop.svc.cluster.local:81";
  expect(web).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [
                { name: "PORT", value: "80" },
                { name: "A", value: url },
                { name: "B", value: "tcp://stock.shop.svc.cluster.local:81/x" },
                { name: "C", value: url },
              ],
            },
          ],
        },
      },
    },
  });
});

test("a reference that means nothing on a cluster is refused with its name", () => {
  const model = built((s) => {
    const stock = s.kubernetes("a").service("stock", { source: "app", port: 81 });
    s.kubernetes("b").service("web", { source: "app", port: 80, env: { STOCK: stock.url } });
  });
  expect(() => filesOf(model)).toThrow(
    '"b/web" uses service "a/stock".url, which has no value on a cluster; use another output',
  );
});

test("a balancer is let in and trusted as the pods see it: by its machines, else by itself", () => {
  const seen = (callerFrom: ServiceProps["callerFrom"], subnets: "public" | "private") => {
    const describe: Describe = (s) => {
      const vpc = vpcOf(s);
      const main = vpc.eks("main", { version: "1.36" });
      main.nodeGroup("machines", { ...machines, subnets });
      const env = { TRUSTED_PROXIES: vpc.balancerAddresses };
      const web = main.service("web", {
        source: "app",
        port: 80,
        nodePort: 30000,
        env,
        ...(callerFrom && { callerFrom }),
      });
      vpc.loadBalancer("alb", { routes: { "/*": web } });
    };
    const policy = object(describe, "shop/networkpolicy-web.yaml") as NetworkPolicy;
    const { spec } = object(describe, "shop/deployment-web.yaml") as Deployment;
    const service = object(describe, "shop/service-web.yaml") as Service;
    const letIn = policy.spec.ingress?.flatMap(({ from }) =>
      from.map((peer) => peer.ipBlock?.cidr),
    );
    const env = spec.template.spec.containers[0]?.env ?? [];
    const proxies = env.find(({ name }) => name === "TRUSTED_PROXIES");
    const trusted = String(proxies && "value" in proxies ? proxies.value : undefined).split(",");
    expect(letIn).toEqual(trusted);
    return [service.spec.externalTrafficPolicy, ...trusted];
  };
  const header = ["x-forwarded-for untrusted", "peer"] as const;
  expect(seen(header, "private")).toEqual(["Cluster", "10.0.10.0/24", "10.0.11.0/24"]);
  expect(seen(header, "public")).toEqual(["Cluster", "10.0.0.0/24", "10.0.1.0/24"]);
  expect(seen(undefined, "private")).toEqual(["Cluster", "10.0.10.0/24", "10.0.11.0/24"]);
  expect(seen(["peer"], "private")).toEqual(["Local", "10.0.0.0/24", "10.0.1.0/24"]);
});

test("a balancer before K3s is let in as itself, and as machines that hand its calls on to others", () => {
  const policy = object((s) => {
    const vpc = vpcOf(s);
    const k3s = vpc.k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: 1 },
      agents: { type: "t3.small", count: 2 },
      subnets: "private",
    });
    const web = k3s.service("web", { source: "app", port: 80, nodePort: 30000 });
    vpc.loadBalancer("alb", { routes: { "/*": web } });
  }, "shop/networkpolicy-web.yaml") as NetworkPolicy;
  const letIn = policy.spec.ingress?.flatMap(({ from }) => from.map((peer) => peer.ipBlock?.cidr));
  expect(letIn).toEqual(["10.0.0.0/24", "10.0.1.0/24", "10.42.0.0/16"]);
});

test("what is planned is neither written nor let in", () => {
  const objects = objectsOf(
    built((s) => {
      const main = s.kubernetes("main");
      const stock = main.service("stock", { source: "app", port: 81 });
      main.service("web", { source: "app", port: 80, env: { STOCK: stock.url }, phase: "future" });
    }),
  );
  expect([...objects.keys()].filter((path) => path.includes("web"))).toEqual([]);
  expect(objects.get("shop/networkpolicy-stock.yaml")).not.toHaveProperty("spec.ingress");
});

test("a namespace is held to the standard that its cluster names", () => {
  const describe: Describe = (s) => {
    vpcOf(s).eks("main", { version: "1.36", podSecurity: "restricted" });
  };
  expect(object(describe, "cluster-wide/namespace-shop.yaml")).toMatchObject({
    metadata: {
      labels: {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.36",
      },
    },
  });
});

test("a patch sets, adds to and takes from an object, and leaves the rest", () => {
  const deployment = object((s) => {
    s.kubernetes("main").service("web", {
      source: "app",
      port: 80,
      env: { A: "1" },
      patch: {
        kubernetes: [
          {
            kind: "Deployment",
            set: {
              spec: {
                strategy: null,
                revisionHistoryLimit: 3,
                template: {
                  spec: {
                    nodeSelector: { disk: "fast" },
                    containers: [{ name: "web", env: [{ name: "B", value: "2" }] }],
                  },
                },
              },
            },
          },
        ],
      },
    });
  }, "shop/deployment-web.yaml") as { spec: Record<string, unknown> };
  expect(deployment.spec).not.toHaveProperty("strategy");
  expect(deployment.spec).toMatchObject({
    replicas: 1,
    revisionHistoryLimit: 3,
    template: {
      spec: {
        nodeSelector: { disk: "fast" },
        containers: [
          {
            name: "web",
            ports: [{ name: "http", containerPort: 80 }],
            env: [
              { name: "PORT", value: "80" },
              { name: "A", value: "1" },
              { name: "B", value: "2" },
            ],
          },
        ],
      },
    },
  });
});

test("a patch for an object that is not there is refused, with those that are", () => {
  const model = built((s) => {
    const patch = { kubernetes: [{ kind: "PodDisruptionBudget", set: {} }] } as const;
    s.kubernetes("main").service("web", { source: "app", port: 80, patch });
  });
  expect(() => filesOf(model)).toThrow(
    '"main/web" patches PodDisruptionBudget, of which it has 0; it has Deployment "web", ' +
      'ServiceAccount "web", Service "web", NetworkPolicy "web"',
  );
});

test("a patch with a value of the wrong type does not compile", () => {
  built((s) => {
    s.kubernetes("main").service("web", {
      source: "app",
      port: 80,
      patch: {
        // @ts-expect-error replicas are a number
        kubernetes: [{ kind: "Deployment", set: { spec: { replicas: "3" } } }],
      },
    });
  });
});

/** Services by number, and which of them calls which others. */
const calls = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 }), {
    minLength: count,
    maxLength: count,
  }),
);

const mesh =
  (called: readonly (readonly number[])[], order: readonly number[]): Describe =>
  (s) => {
    const main = s.kubernetes("main");
    // Calls go to services of a lower number, so that they form no circle.
    const made = new Map<number, ReturnType<typeof main.service>>();
    const make = (number: number): ReturnType<typeof main.service> => {
      const known = made.get(number);
      if (known) return known;
      const lower = (called[number] ?? []).filter((other) => other < number);
      const env = Object.fromEntries(lower.map((other) => [`S${other}`, make(other).url]));
      const service = main.service(`s${number}`, { source: "app", port: 8000 + number, env });
      made.set(number, service);
      return service;
    };
    for (const number of order) make(number);
  };

const nameLabel = "app.kubernetes.io/name";

test("every call has its rule at both ends, and there is no rule without a call", () => {
  fc.assert(
    fc.property(calls, (called) => {
      const numbers = called.map((_, number) => number);
      const objects = objectsOf(built(mesh(called, numbers)));
      for (const number of numbers) {
        const { spec } = objects.get(`shop/networkpolicy-s${number}.yaml`) as NetworkPolicy;
        const names = (peers: readonly { podSelector?: { matchLabels: object } }[] = []) =>
          peers
            .flatMap(({ podSelector }) => Object.entries(podSelector?.matchLabels ?? {}))
            .flatMap(([label, name]) => (label === nameLabel ? String(name) : []))
            .sort();
        const callers = numbers.filter(
          (other) => other > number && called[other]?.includes(number),
        );
        const targets = (called[number] ?? []).filter((other) => other < number);
        expect(names(spec.ingress?.flatMap(({ from }) => from))).toEqual(
          callers.map((other) => `s${other}`),
        );
        expect(names(spec.egress?.flatMap(({ to }) => to))).toEqual(
          targets.map((other) => `s${other}`).sort(),
        );
        const asksDns = JSON.stringify(spec.egress ?? []).includes("kube-dns");
        expect(asksDns).toBe(targets.length > 0);
      }
    }),
    { numRuns: 40 },
  );
});

test("the order of a description does not change a byte", () => {
  fc.assert(
    fc.property(calls, (called) => {
      const numbers = called.map((_, number) => number);
      const forwards = filesOf(built(mesh(called, numbers)));
      const backwards = filesOf(built(mesh(called, numbers.toReversed())));
      expect([...backwards]).toEqual([...forwards]);
    }),
    { numRuns: 20 },
  );
});

test("names are names to Kubernetes, and files are sorted", () => {
  const model = built(mesh([[], [0]], [0, 1]), "a-system-of-63-letters-".padEnd(63, "x"));
  const objects = objectsOf(model) as Map<string, { metadata?: { name: string } }>;
  for (const [path, { metadata }] of objects) {
    if (metadata) expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    expect(path).toMatch(/^([a-z0-9-]+\/){0,2}[a-z0-9-]+\.yaml$/);
  }
  const paths = [...filesOf(model).keys()];
  expect(paths).toEqual(paths.toSorted());
  expect(objects.size).toBe(13);
});

test("texts that YAML could take for something else stay texts", () => {
  const odd = ["yes", "off", "1e3", "0x1f", "012", "1_000", "~", "a: b", "#c", "- d", "1:30", "💥"];
  const model = built((s) => {
    const env = Object.fromEntries(odd.map((value, i) => [`V${i}`, value]));
    s.kubernetes("main").service("web", { source: "app", port: 80, env });
  });
  const text = JSON.stringify(objectsOf(model).get("shop/deployment-web.yaml"));
  for (const value of odd) expect(text).toContain(`"value":${JSON.stringify(value)}`);
});

test("a pipeline's folder holds what editors of a namespace may change, the cluster's all of it", () => {
  const objects = objectsOf(
    built((s) => {
      const main = vpcOf(s).eks("main", { version: "1.36" });
      main.nodeAutoscaler("scaler", { groups: [main.nodeGroup("machines", machines)] });
      main.service("web", { source: "app", port: 80 });
    }),
  );
  const resourcesOf = (path: string) =>
    (objects.get(path) as { readonly resources: readonly string[] }).resources;
  const own = resourcesOf("shop/kustomization.yaml");
  expect(own).toContain("deployment-web.yaml");
  expect(own).not.toContainEqual(expect.stringContaining("/"));
  const all = resourcesOf("kustomization.yaml");
  expect(all).toContain("shop");
  expect(all).toContain("cluster-wide/namespace-shop.yaml");
  const named = [...all.filter((path) => path !== "shop"), ...own.map((path) => `shop/${path}`)];
  const written = [...objects.keys()].filter((path) => !path.endsWith("kustomization.yaml"));
  expect(named.sort()).toEqual(written.sort());
});

test("what is secret stands in no file: a variable names the key of a Secret", () => {
  const model = built((s) => {
    const main = s.kubernetes("main");
    const orders = main.rabbitmq("orders", { version: "4.2" });
    const env = { AMQP_URL: orders.url, LATER: talksTo(orders.password) };
    main.service("web", { source: "app", port: 80, env });
  });
  const key = (name: string) => ({ secretKeyRef: { name: "orders", key: name } });
  expect(objectsOf(model).get("shop/deployment-web.yaml")).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [
                { name: "PORT", value: "80" },
                { name: "AMQP_URL", valueFrom: key("url") },
                { name: "LATER", valueFrom: key("password") },
              ],
            },
          ],
        },
      },
    },
  });
});
