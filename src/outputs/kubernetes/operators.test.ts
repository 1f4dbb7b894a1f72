import { expect, test } from "bun:test";
import { system } from "#plinth/index.ts";
import { filesOf } from "../files.ts";

/** A shop on K3s with a database, a broker, and a worker that follows its queue. */
const files = (said: { readonly queueReader: boolean }) => {
  const { system: model, findings } = system("shop", {}, (s) => {
    const aws = s.aws("eu-central-1", { zones: 2 });
    const vpc = aws.network("vpc", {
      cidr: "10.0.0.0/16",
      publicSubnets: ["10.0.0.0/24", "10.0.1.0/24"],
      privateSubnets: ["10.0.10.0/24", "10.0.11.0/24"],
      nat: "none",
    });
    const main = vpc.k3s("main", {
      version: "1.36",
      servers: { type: "t3.medium", count: 1 },
      agents: { type: "t3.small", count: 2 },
    });
    const actions = ["secretsmanager:GetSecretValue"] as const;
    const assumedBy = { pods: "shop/reader", by: "irsa" } as const;
    main.secretReader("reader", { role: aws.role("reader", { assumedBy, actions }) });
    if (said.queueReader) main.queueReader("queues");
    const db = vpc.postgres("db", { version: 18, instance: "db.t3.micro", storage: "20GiB" });
    const orders = main.rabbitmq("orders", { version: "4.2", members: 3, storage: "10GiB" });
    main.service("worker", {
      source: "app",
      port: 80,
      env: { DATABASE_URL: db.database("stock", { connections: 9 }).url, AMQP_URL: orders.url },
      scale: { min: 1, max: 4, cpu: "70%", queue: { of: orders, name: "todo", perReplica: 50 } },
    });
  }).build({ profile: "default" });
  expect(findings).toEqual([]);
  const all = [...filesOf(model)].flatMap(([path, text]): [string, unknown][] =>
    path.startsWith("kubernetes/main/")
      ? [[path.replace("kubernetes/main/", ""), Bun.YAML.parse(text)]]
      : [],
  );
  return new Map(all);
};

const taught = files({ queueReader: true });

test("replicas that follow a queue are KEDA's, by the broker's address out of its Secret", () => {
  expect(taught.get("autoscaling/scaledobject-worker.yaml")).toMatchObject({
    spec: {
      scaleTargetRef: { name: "worker" },
      minReplicaCount: 1,
      maxReplicaCount: 4,
      triggers: [
        { type: "cpu", metricType: "Utilization", metadata: { value: "70" } },
        { type: "rabbitmq", metadata: { queueName: "todo", value: "50", protocol: "amqp" } },
      ],
    },
  });
  expect(taught.get("autoscaling/triggerauthentication-worker.yaml")).toMatchObject({
    spec: { secretTargetRef: [{ parameter: "host", name: "orders", key: "url" }] },
  });
  expect(taught.has("shop/horizontalpodautoscaler-worker.yaml")).toBe(false);
  expect(JSON.stringify(taught.get("shop/networkpolicy-orders.yaml"))).toContain('"keda"');
});

test("where nobody reads queues, the autoscaler asks for an external metric by name", () => {
  const plain = files({ queueReader: false });
  expect(plain.get("shop/horizontalpodautoscaler-worker.yaml")).toMatchObject({
    spec: { metrics: [{ type: "Resource" }, { external: { metric: { selector: {} } } }] },
  });
  expect(JSON.stringify(plain.get("shop/networkpolicy-orders.yaml"))).not.toContain('"keda"');
});

test("what only an operator understands is in no folder that is applied before it", () => {
  const listed = [...taught].filter(([path]) => path.endsWith("kustomization.yaml"));
  const before = listed.filter(([path]) => /^(shop\/)?kustomization\.yaml$/.test(path));
  expect(before.length).toBe(2);
  expect(JSON.stringify(before)).not.toMatch(/helmchart|externalsecret|scaledobject|secretstore/);
  expect(taught.get("operators/kustomization.yaml")).toMatchObject({
    resources: ["helmchart-external-secrets.yaml", "helmchart-keda.yaml"],
  });
});

test("each Secret that pods name is brought from the account, and no value is in any file", () => {
  const used = JSON.stringify([...taught.values()]).matchAll(/"secretKeyRef":\{"name":"([\w-]+)"/g);
  const names = new Set([...used].map(([, name]) => name));
  expect([...names].sort()).toEqual(["db-master", "orders", "stock"]);
  for (const name of names) {
    expect(taught.get(`secrets/externalsecret-${name}.yaml`)).toMatchObject({
      spec: { target: { name, creationPolicy: "Owner" } },
    });
  }
});

test("a Job that does something else has another name, since a Job cannot be changed", () => {
  const [path = "", job] = [...taught].find(([each]) => /\/job-/.test(each)) ?? [];
  expect(path).toMatch(/^shop\/job-db-setup-[0-9a-f]{6}\.yaml$/);
  expect(job).toMatchObject({
    spec: { template: { spec: { restartPolicy: "Never", automountServiceAccountToken: false } } },
  });
  expect(JSON.stringify(taught.get("shop/configmap-db-setup.yaml"))).toContain("CONNECTIONS=9");
});

test("a broker's folder of configuration holds nothing else, for it reads all that lies there", () => {
  const set = taught.get("shop/statefulset-orders.yaml") as {
    spec: { template: { spec: { volumes: { name: string; projected?: unknown }[] } } };
  };
  const volume = set.spec.template.spec.volumes.find(({ name }) => name === "configuration");
  const paths = [...JSON.stringify(volume).matchAll(/"path":"([^"]+)"/g)].map(([, path]) => path);
  expect(paths).toEqual(["10-plinth.conf", "plugins/enabled", "20-user.conf"]);
  expect(JSON.stringify(set)).toContain('"value":"/etc/rabbitmq/conf.d/plugins/enabled"');
});

test("what names a role is the cluster owner's: a pipeline would put zeros back for the account", () => {
  const resources = (path: string) => (taught.get(path) as { resources: string[] }).resources;
  expect(resources("kustomization.yaml")).toContain("shop/serviceaccount-reader.yaml");
  expect(resources("shop/kustomization.yaml")).not.toContain("serviceaccount-reader.yaml");
  expect(resources("shop/kustomization.yaml")).toContain("serviceaccount-worker.yaml");
});
