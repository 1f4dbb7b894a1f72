import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinned, rssMib, toolPath } from "./machine.ts";
import type { Server } from "./server.ts";

/** nginx where Debian puts it: /usr/sbin is not on every PATH. */
export function nginxPath(): string | undefined {
  return (
    toolPath("nginx") ?? Bun.which("nginx", { PATH: "/usr/sbin:/usr/local/sbin" }) ?? undefined
  );
}

/**
 * nginx with one worker, keep-alive to the back ends, and the same headers added as a balancer of AWS adds.
 * @param core to bind it to. @default none
 */
export async function startNginx(backends: readonly Server[], core?: number): Promise<Server> {
  const prefix = mkdtempSync(join(tmpdir(), "plinth-nginx-"));
  const port = await freePort();
  writeFileSync(join(prefix, "nginx.conf"), nginxConfig(prefix, port, backends));
  const command = [nginxPath() ?? "nginx", "-p", prefix, "-c", join(prefix, "nginx.conf")];
  const child = Bun.spawn([...(core === undefined ? command : pinned(command, core))], {
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
    await fetch(url);
    return true;
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
