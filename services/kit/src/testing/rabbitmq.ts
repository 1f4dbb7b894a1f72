import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** A real RabbitMQ of one member, on loopback, gone with its test. */
export interface Rabbitmq extends AsyncDisposable {
  readonly url: string;
  /** kill -9. */
  readonly kill: () => Promise<void>;
  /** Starts it on the same data and ports, and waits until it takes connections. */
  readonly start: () => Promise<void>;
}

/** Debian's wrapper beside it wants to be root or the user "rabbitmq"; the program itself does not. */
const program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** Why RabbitMQ cannot be run here; undefined where it can. */
export const noRabbitmq: string | undefined = existsSync(program)
  ? undefined
  : `there is no ${program} (Debian: apt-get install rabbitmq-server)`;

export async function startRabbitmq(): Promise<Rabbitmq> {
  const home = await mkdtemp(join(tmpdir(), "plinth-rabbitmq-"));
  const [port, distPort, epmdPort] = [freePort(), freePort(), freePort()];
  const cookie = join(home, ".erlang.cookie");
  await writeFile(cookie, crypto.randomUUID().replaceAll("-", ""));
  await chmod(cookie, 0o400);
  const config = join(home, "rabbitmq.conf");
  await writeFile(config, `listeners.tcp.1 = 127.0.0.1:${port}\nlog.console = true\n`);
  await writeFile(join(home, "plugins"), "[].");
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: home,
    RABBITMQ_NODENAME: `t${port}@localhost`,
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_CONFIG_FILE: config,
    RABBITMQ_MNESIA_BASE: join(home, "data"),
    RABBITMQ_LOG_BASE: join(home, "log"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "plugins"),
    RABBITMQ_PID_FILE: join(home, "pid"),
    RABBITMQ_CONF_ENV_FILE: "/dev/null",
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
  };
  // In front, because started by the Erlang node it would outlive it.
  const epmd = Bun.spawn(["epmd", "-address", "127.0.0.1", "-port", String(epmdPort)], {
    env,
    stdio: ["ignore", "ignore", "ignore"],
  });
  let server: Bun.Subprocess | undefined;
  const start = async () => {
    const log = Bun.file(join(home, "console"));
    server = Bun.spawn([program], { env, stdout: log, stderr: log, detached: true });
    while (!(await answers(port))) {
      if (server.exitCode !== null) throw new Error(await log.text());
      await Bun.sleep(50);
    }
  };
  const kill = async () => {
    if (server === undefined) return;
    // Its process group: the shell that starts Erlang, Erlang, and its helpers.
    process.kill(-server.pid, "SIGKILL");
    await server.exited;
    server = undefined;
  };
  await start();
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    kill,
    start,
    [Symbol.asyncDispose]: async () => {
      await kill();
      epmd.kill("SIGKILL");
      await epmd.exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Whether it greets: a protocol header is answered by Connection.Start, which begins with 1. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        open: (socket) => void socket.write("AMQP\x00\x00\x09\x01"),
        data: (socket, bytes) => {
          resolve(bytes[0] === 1);
          socket.end();
        },
        close: () => resolve(false),
        connectError: () => resolve(false),
      },
    }).catch(() => resolve(false));
  });
}
