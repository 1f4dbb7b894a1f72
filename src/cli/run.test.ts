import { expect, test } from "bun:test";
import { typed } from "./fixtures/fake-world.ts";
import { copyOf, hello, shop } from "./fixtures/views.ts";

/** What was typed -> what is said of it on stderr. All of it ends in 2 and does nothing. */
const wrong: Readonly<Record<string, string>> = {
  stauts: 'there is no verb "stauts"; did you mean "status"?',
  teleport: 'there is no verb "teleport"; "plinth --help" lists the verbs',
  toString: 'there is no verb "toString"; "plinth --help" lists the verbs',
  "help stauts": 'there is no verb "stauts"; did you mean "status"?',
  "--name ps": 'a verb comes first, not the flag "--name"; "plinth --help" lists the verbs',
  "ps --jsn": '"plinth ps" has no flag "--jsn"; did you mean "--json"?',
  "ps --verbose": '"plinth ps" has no flag "--verbose"; "plinth ps --help" lists them',
  "ps -x": '"plinth ps" has no flag "-x"; "plinth ps --help" lists them',
  "ps hello": '"hello" is one word too many; the usage is: plinth ps [options]',
  "wait --timeout": "--timeout wants a value: --timeout <time>",
  "wait --timeout 5": '--timeout wants a duration, e.g. "60s", "5m", not "5"',
  "wait --for redy": '--for wants one of "ready", "healthy", "stopped", not "redy"',
  "logs -n many": '--last wants a whole number from 0, not "many"',
  "logs -n -1": '--last wants a whole number from 0, not "-1"',
  "up --autoscaler-speed 0": '--autoscaler-speed wants a number above 0, e.g. "30", not "0"',
  restart:
    '"plinth restart" wants [copy] <node|replica>: a service by an end of its id, or a replica by' +
    ' a beginning of its name, e.g. "plinth restart time"',
  "restart a b c":
    '"c" is one word too many; the usage is: plinth restart [options] [copy] <node|replica>',
  "setup wkr": '"plinth setup" does not know "wkr"; did you mean "wrk"?',
  completion: 'say for which shell: "bash", "zsh" or "fish"',
  "completion powershell": 'there is no completion for "powershell": "bash", "zsh" or "fish"',
};

for (const [words, says] of Object.entries(wrong)) {
  test(`"plinth ${words}" is refused: ${says}`, async () => {
    expect(await typed(words)).toEqual({
      exitCode: 2,
      out: "",
      err: `${says}\n`,
      done: [],
      frames: [],
    });
  });
}

test("a refusal is an object on stdout too with --json", async () => {
  const { out, err, exitCode } = await typed("status --json", { copies: [] });
  expect(exitCode).toBe(9);
  const message = 'nothing runs in this project; "plinth up" starts it';
  expect(JSON.parse(out)).toEqual({
    schema: 1,
    refused: { kind: "notRunning", message, details: [] },
  });
  expect(err).toBe(`${message}\n`);
});

test("what is a fault of ours is not caught here", async () => {
  const broken = typed("ps", {
    local: { copiesIn: () => Promise.reject(new TypeError("x is not a function")) },
  });
  expect(broken).rejects.toThrow("x is not a function");
});

test("with two copies up, a verb that is not told which is refused with both", async () => {
  const copies = [copyOf(hello), copyOf(shop)];
  const { err, exitCode } = await typed("status", { copies });
  expect(exitCode).toBe(2);
  expect(err).toBe('say which copy: "hello" (ready), "shop-two" (degraded)\n');
});
