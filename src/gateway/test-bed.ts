/** A gateway in this process with real sockets, and callers and targets to try it with. For tests. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { hostNet, type Net } from "#plinth/host/net/net.ts";
import type { DoorSpec, FromGateway, GatewayConfig, LinkSpec, TargetGroup } from "./config.ts";
import { Gateway } from "./gateway.ts";

type Message<T extends FromGateway["type"]> = Extract<FromGateway, { type: T }>;

/** A gateway, everything it said, and what was opened along with it. */
export class TestBed implements AsyncDisposable {
  readonly said: FromGateway[] = [];
  readonly #waiting = new Set<() => void>();
  readonly gateway: Gateway;
  readonly #cleanups: (() => unknown)[] = [];
  #revision = 0;
  config: GatewayConfig = { revision: 0, doors: [], groups: [], links: [] };

  /** `changed` stands in for parts of this machine. */
  constructor(changed: Partial<Net> = {}) {
    this.gateway = new Gateway({ ...hostNet, ...changed }, (message) => {
      this.said.push(message);
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Changes the given parts of the configuration. */
  configure(change: Partial<Omit<GatewayConfig, "revision">>): void {
    this.config = { ...this.config, ...change, revision: ++this.#revision };
    this.gateway.configure(this.config);
  }

  /** The first message of the type, from number `since` on, that is as wanted: said, or to come. */
  heard<T extends FromGateway["type"]>(
    type: T,
    wanted: (message: Message<T>) => boolean = () => true,
    since = 0,
  ): Promise<Message<T>> {
    const isIt = (message: FromGateway): message is Message<T> =>
      message.type === type && wanted(message as Message<T>);
    return new Promise((resolve) => {
      const look = () => {
        const found = this.said.slice(since).find(isIt);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Where a door listens. */
  port(door: string): number {
    const found = this.said.findLast((one) => one.type === "listening" && one.door === door);
    if (found?.type !== "listening") throw new Error(`"${door}" does not listen`);
    return found.port;
  }

  /** Counters now. */
  stats(): Message<"stats"> {
    this.gateway.tellStats(true);
    const found = this.said.findLast((one) => one.type === "stats");
    if (found?.type !== "stats") throw new Error("no stats");
    return found;
  }

  /** A target that speaks HTTP. */
  serve(answer: (request: Request) => Response | Promise<Response>): number {
    const server = Bun.serve({ hostname: "127.0.0.1", port: 0, idleTimeout: 0, fetch: answer });
    this.#cleanups.push(() => server.stop(true));
    return server.port ?? 0;
  }

  /** A target that does with its connections what it likes. */
  async serveRaw(onConnection: (socket: Socket) => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      onConnection(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#cleanups.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return portOf(server);
  }

  /** A caller that says just what it is told. */
  async call(door: string): Promise<RawCaller> {
    const caller = await RawCaller.connect(this.port(door));
    this.#cleanups.push(() => caller.socket.destroy());
    return caller;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const cleanup of this.#cleanups.reverse()) await cleanup();
    await new Promise<void>((resolve) => this.gateway.shutdown(0, resolve));
  }
}

/** A connection to a door, and all that came back on it. */
export class RawCaller {
  readonly socket: Socket;
  text = "";
  /** How it ended: "end" for a FIN, or the code of the error; undefined while it lives. */
  ended: string | undefined;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    const changed = () => {
      for (const look of [...this.#waiting]) look();
    };
    socket.on("data", (bytes) => {
      this.text += bytes.toString("latin1");
      changed();
    });
    const end = (how: string) => {
      this.ended ??= how;
      changed();
    };
    socket.on("end", () => end("end"));
    socket.on("error", (error) => end("code" in error ? String(error.code) : error.message));
    socket.on("close", () => end("close"));
  }

  static connect(port: number): Promise<RawCaller> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
      socket.once("error", reject);
      socket.once("connect", () => resolve(new RawCaller(socket)));
    });
  }

  send(text: string): void {
    this.socket.write(Buffer.from(text, "latin1"));
  }

  /** Waits until what came is as wanted. */
  async until(wanted: (text: string) => boolean): Promise<string> {
    await this.#wait(() => wanted(this.text) || this.ended !== undefined);
    if (!wanted(this.text)) throw new Error(`ended with ${this.ended} after: ${this.text}`);
    return this.text;
  }

  /** Waits for the end of the connection. @returns how it ended */
  async untilEnded(): Promise<string> {
    await this.#wait(() => this.ended !== undefined);
    return this.ended ?? "";
  }

  /** Waits for the next whole answer with a Content-Length, and takes it off. */
  async answer(): Promise<{
    readonly status: number;
    readonly head: string;
    readonly body: string;
  }> {
    await this.until((text) => answerLength(text) !== undefined);
    const length = answerLength(this.text) ?? 0;
    const whole = this.text.slice(0, length);
    this.text = this.text.slice(length);
    const headLength = whole.indexOf("\r\n\r\n") + 4;
    return {
      status: Number(whole.slice(9, 12)),
      head: whole.slice(0, headLength),
      body: whole.slice(headLength),
    };
  }

  #wait(isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isOver()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

function answerLength(text: string): number | undefined {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, headEnd))?.[1] ?? 0);
  return text.length >= headEnd + 4 + length ? headEnd + 4 + length : undefined;
}

/** The port of a listening server. */
function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** An HTTP door "web" to the group "app", with time-outs that a test can wait for. */
export function webDoor(change: Partial<Extract<DoorSpec, { protocol: "http" }>> = {}): DoorSpec {
  return {
    id: "web",
    protocol: "http",
    host: "127.0.0.1",
    port: 0,
    rules: [{ path: "/*", group: "app" }],
    idleTimeoutMs: 5000,
    clientKeepAliveMs: 3_600_000,
    ...change,
  };
}

/** The group "app" with a ready target on each port, named "t0", "t1" …, without health checks. */
export function appGroup(ports: readonly number[], change: Partial<TargetGroup> = {}): TargetGroup {
  return {
    id: "app",
    protocol: "http",
    deregistrationDelayMs: 2000,
    targets: ports.map((port, index) => ({
      id: `t${index}`,
      host: "127.0.0.1",
      port,
      ready: true,
    })),
    ...change,
  };
}

/** A bed with one HTTP door to these ports. */
export function openBed(
  ports: readonly number[],
  door: Parameters<typeof webDoor>[0] = {},
  group: Partial<TargetGroup> = {},
  links: readonly LinkSpec[] = [],
  bed = new TestBed(),
): TestBed {
  bed.configure({ doors: [webDoor(door)], groups: [appGroup(ports, group)], links });
  return bed;
}
