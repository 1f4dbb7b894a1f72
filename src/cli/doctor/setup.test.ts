import { expect, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { tempProject } from "../../../test/temp-project.ts";
import { typed } from "../fixtures/fake-world.ts";

/** A machine whose package manager writes down what it is told, and that has no other program. */
const machine = (): Disposable & { readonly wasTold: () => string } => {
  const folder = tempProject({});
  const program = (name: string, text: string): void => {
    writeFileSync(folder.at(name), `#!/bin/sh\n${text}\n`);
    chmodSync(folder.at(name), 0o755);
  };
  program("apt-get", `echo "$@" > ${folder.at("told")}`);
  program("sudo", 'exec "$@"');
  const before = process.env.PATH;
  process.env.PATH = folder.root;
  return {
    wasTold: () =>
      existsSync(folder.at("told")) ? readFileSync(folder.at("told"), "utf8").trim() : "",
    [Symbol.dispose]: () => {
      process.env.PATH = before;
      folder[Symbol.dispose]();
    },
  };
};

test("setup asks before it installs, and takes nothing but a yes for one", async () => {
  using told = machine();
  for (const types of [undefined, "", "n", "yep"]) {
    const { exitCode, out } = await typed(
      "setup rabbitmq-server",
      types === undefined ? {} : { types },
    );
    expect([exitCode, out]).toEqual([0, expect.stringContaining("install --yes rabbitmq-server")]);
    expect(told.wasTold()).toBe("");
  }
  await typed("setup rabbitmq-server", { types: "y" });
  expect(told.wasTold()).toBe("install --yes rabbitmq-server");
});

test("setup with --yes asks nobody, and with --json nobody is asked", async () => {
  using told = machine();
  await typed("setup rabbitmq-server --json", { types: "y" });
  expect(told.wasTold()).toBe("");
  await typed("setup rabbitmq-server --yes");
  expect(told.wasTold()).toBe("install --yes rabbitmq-server");
});

test("what only benches use is left out unless it is named", async () => {
  using _ = machine();
  expect((await typed("setup")).out).not.toContain("wrk");
  expect((await typed("setup wrk")).out).toContain("wrk");
});
