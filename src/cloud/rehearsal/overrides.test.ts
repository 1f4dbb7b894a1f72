import { expect, test } from "bun:test";
import { forgotten, leftOut } from "./limits.ts";
import { overrides } from "./overrides.ts";

const over = (path: string, json: object): unknown => {
  const [found] = [...overrides(new Map([[path, JSON.stringify(json)]])).values()];
  return found === undefined ? undefined : JSON.parse(found);
};

test("what the stand-in cannot do is left out, in a file beside what was written", () => {
  const files = new Map([
    [
      "terraform/modules/budget/main.tf.json",
      '{"resource":{"aws_budgets_budget":{"month":{"name":"x"}},"aws_vpc":{"vpc":{}}}}',
    ],
  ]);
  const made = overrides(files);
  expect([...made.keys()]).toEqual(["terraform/modules/budget/rehearsal_override.tf.json"]);
  expect(JSON.parse([...made.values()][0] ?? "")).toEqual({
    resource: { aws_budgets_budget: { month: { count: 0 } } },
  });
});

test("a bucket that is protected goes all the same when a rehearsal ends", () => {
  const json = { resource: { aws_s3_bucket: { state: { lifecycle: { prevent_destroy: true } } } } };
  expect(over("terraform/bootstrap/main.tf.json", json)).toEqual({
    resource: {
      aws_s3_bucket: { state: { force_destroy: true, lifecycle: { prevent_destroy: false } } },
    },
  });
});

test("a balancer that is protected is not in a rehearsal, and keeps all else", () => {
  const alb = {
    idle_timeout: 60,
    enable_deletion_protection: true,
    lifecycle: { prevent_destroy: true },
  };
  expect(over("terraform/modules/x/main.tf.json", { resource: { aws_lb: { alb } } })).toEqual({
    resource: {
      aws_lb: { alb: { enable_deletion_protection: false, lifecycle: { prevent_destroy: false } } },
    },
  });
});

test("what is not compared joins what the model leaves alone", () => {
  const resource = { aws_instance: { a: { lifecycle: { ignore_changes: ["ami"] } } } };
  expect(over("terraform/modules/cluster/main.tf.json", { resource })).toEqual({
    resource: {
      aws_instance: {
        a: {
          lifecycle: { ignore_changes: ["ami", "maintenance_options", "vpc_security_group_ids"] },
        },
      },
    },
  });
});

test("every provider of a root speaks to the stand-in, a second region's too", () => {
  const json = { provider: { aws: [{ region: "a" }, { alias: "b", region: "b" }] } };
  const said = over("terraform/bootstrap/versions.tf.json", json) as {
    provider: { aws: { alias?: string; s3_use_path_style: boolean }[] };
  };
  expect(said.provider.aws.map(({ alias }) => alias)).toEqual([undefined, "b"]);
  expect(said.provider.aws.every((each) => each.s3_use_path_style)).toBe(true);
});

test("a module without a limit has no override", () => {
  expect(over("terraform/modules/network/main.tf.json", { resource: { aws_vpc: { a: {} } } })).toBe(
    undefined,
  );
});

test("five types at most are left out, and every limit says why", () => {
  expect(leftOut.length).toBeLessThanOrEqual(5);
  for (const { because } of [...leftOut, ...forgotten]) expect(because).toMatch(/^\S.+ .+\.$/);
});

test("a database leaves no last copy behind, and a secret no grace in which its name is taken", () => {
  const db = { deletion_protection: true, lifecycle: { prevent_destroy: true } };
  const secret = { recovery_window_in_days: 30, lifecycle: { prevent_destroy: true } };
  const resource = { aws_db_instance: { db }, aws_secretsmanager_secret: { secret } };
  const lifecycle = { prevent_destroy: false };
  expect(over("terraform/modules/database/main.tf.json", { resource })).toEqual({
    resource: {
      aws_db_instance: {
        db: expect.objectContaining({ deletion_protection: false, skip_final_snapshot: true }),
      },
      aws_secretsmanager_secret: { secret: { recovery_window_in_days: 0, lifecycle } },
    },
  });
});
