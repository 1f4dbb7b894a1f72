import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FromGateway, GatewayConfig } from "#plinth/gateway/config.ts";
import { pinned, rssMib, toolPath } from "../lib/machine.ts";
import { type Server, startServer } from "../lib/server.ts";

/** nginx where Debian puts it: /usr/sbin is not on every PATH. */
export function nginxPath(): string | undefined {
  return (
    toolPath("nginx") ?? Bun.which("nginx", { PATH: "/usr/sbin:/usr/local/sbin" }) ?? undefined
  );
}

/** Three back ends on one core. */
export function startBackends(core: number): Promise<readonly Server[]> {
  const command = [process.execPath, Bun.fileURLToPath(new URL("./backend.ts", import.meta.url))];
  const address = (line: string) => /listening on (\S+)/.exec(line)?.[1];
  const start = (name: string) => startServer({ name, command, core, address });
  return Promise.all(["a", "b", "c"].map(start));
}

/** Our gateway as the supervisor starts it, with one HTTP door to the back ends. */
export async function startGateway(backends: readonly Server[], core: number): Promise<Server> {
  const program = Bun.fileURLToPath(new URL("../../src/gateway/main.ts", import.meta.url));
  const port = Promise.withResolvers<number>();
  const child = Bun.spawn([...pinned([process.execPath, program], core)], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    serialization: "json",
    ipc: (message: FromGateway) => {
      if (message.type === "listening") port.resolve(message.port);
      if (message.type === "door-failed") port.reject(new Error(message.message));
    },
  });
  const config: GatewayConfig = {
    revision: 1,
    links: [],
    doors: [
      {
        id: "web",
        protocol: "http",
        host: "127.0.0.1",
        port: 0,
        rules: [{ path: "/*", group: "backends" }],
        idleTimeoutMs: 60_000,
        clientKeepAliveMs: 3_600_000,
      },
    ],
    groups: [
      {
        id: "backends",
        protocol: "http",
        deregistrationDelayMs: 0,
        targets: backends.map(({ name, url }) => {
          return { id: name, host: "127.0.0.1", port: Number(new URL(url).port), ready: true };
        }),
      },
    ],
  };
  child.send({ type: "configure", config });
  const stop = () => {
    child.send({ type: "shutdown", graceMs: 100 });
    return child.exited;
  };
  return {
    name: "plinth",
    pid: child.pid,
    url: `http://127.0.0.1:${await port.promise}`,
    rssMib: () => rssMib(child.pid),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** nginx with one worker, keep-alive to the back ends, and the same headers added. */
export async function startNginx(backends: readonly Server[], core: number): Promise<Server> {
  const prefix = mkdtempSync(join(tmpdir(), "plinth-nginx-"));
  const port = await freePort();
  writeFileSync(join(prefix, "nginx.conf"), nginxConfig(prefix, port, backends));
  const command = [nginxPath() ?? "nginx", "-p", prefix, "-c", join(prefix, "nginx.conf")];
  const child = Bun.spawn([...pinned(command, core)], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`nginx ended with code ${child.exitCode}`);
    await Bun.sleep(20);
  }
  const worker = Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8"));
  const stop = async () => {
    child.kill("SIGTERM");
    const code = await child.exited;
    rmSync(prefix, { recursive: true, force: true });
    return code;
  };
  return {
    name: "nginx",
    pid: worker,
    url,
    rssMib: () => rssMib(worker),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

function nginxConfig(prefix: string, port: number, backends: readonly Server[]): string {
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
daemon off;
worker_processes 1;
pid ${prefix}/pid;
error_log ${prefix}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  ${temp.map((name) => `${name}_temp_path ${prefix}/${name};`).join("\n  ")}
  upstream backends {
    ${backends.map(({ url }) => `server ${new URL(url).host};`).join("\n    ")}
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://backends;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Port $server_port;
      proxy_set_header X-Amzn-Trace-Id Root=1-$request_id;
    }
  }
}
`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
