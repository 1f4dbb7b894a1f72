import { expect, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempProject } from "../../../test/temp-project.ts";
import { fakeWorld, typed } from "../fixtures/fake-world.ts";
import { run } from "../run.ts";

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
    const { exitCode, out } = await typed("setup podman", types === undefined ? {} : { types });
    expect([exitCode, out]).toEqual([0, expect.stringContaining("install --yes podman")]);
    expect(told.wasTold()).toBe("");
  }
  await typed("setup podman", { types: "y" });
  expect(told.wasTold()).toBe("install --yes podman");
});

test("Ctrl-C at the question installs nothing, and is no success", async () => {
  using told = machine();
  const world = fakeWorld();
  world.stop();
  expect(await run(["setup", "podman"], world)).toBe(130);
  expect(told.wasTold()).toBe("");
});

test("setup with --yes asks nobody, and with --json nobody is asked", async () => {
  using told = machine();
  await typed("setup podman --json", { types: "y" });
  expect(told.wasTold()).toBe("");
  await typed("setup podman --yes");
  expect(told.wasTold()).toBe("install --yes podman");
});

test("what only benches use is left out unless it is named", async () => {
  using _ = machine();
  expect((await typed("setup")).out).not.toContain("wrk");
  expect((await typed("setup wrk")).out).toContain("wrk");
});

test("in a real terminal Ctrl-C at the question ends it as interrupted, and y is a yes", async () => {
  using told = machine();
  const main = join(import.meta.dir, "../main.ts");
  const typing = async (key: string): Promise<number> => {
    let shown = "";
    const child = Bun.spawn([process.execPath, main, "setup", "podman"], {
      env: { ...process.env },
      terminal: {
        data: (terminal, bytes) => {
          const wasAsked = shown.includes("[y/N]");
          shown += new TextDecoder().decode(bytes);
          if (!wasAsked && shown.includes("[y/N]")) terminal.write(key);
        },
      },
    });
    const exitCode = await child.exited;
    child.terminal?.close();
    return exitCode;
  };
  expect(await typing("\x03")).toBe(130);
  expect(told.wasTold()).toBe("");
  expect(await typing("y\r")).toBe(0);
  expect(told.wasTold()).toBe("install --yes podman");
});
