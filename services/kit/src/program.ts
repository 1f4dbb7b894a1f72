import { readFileSync } from "node:fs";
import type { App } from "./app.ts";
import { type EnvReader, type Parsed, readEnv, reasonOf } from "./env.ts";
import { createDrain, type DrainTiming } from "./lifecycle.ts";
import { createLog, type Log, type LogLevel, logLevels } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { sampled } from "./sampling.ts";
import { otlpTracer, passingTracer, type Tracer } from "./tracing.ts";

/** What every service can be told; README.md of the kit has the table. */
export interface CommonConfig extends DrainTiming {
  readonly host: string;
  /** 0 takes a free one; the "listening" line tells which. */
  readonly port: number;
  readonly idleTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly logLevel: LogLevel;
  /** Where spans go; "" for nowhere. */
  readonly otlpEndpoint: string;
  /** Traces that may begin here, of this replica; of callers' traces there may be more. */
  readonly tracesPerSecond: number;
}

/** What a program is given to build itself from. */
export interface Given {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  readonly isDraining: () => boolean;
}

/** What a program consists of while it runs. */
export interface Program {
  readonly app: App;
  readonly stopWork?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Reads what is common to all services. @param port the one where none is given. */
export function readCommon(from: EnvReader, port: number): CommonConfig {
  const config: CommonConfig = {
    host: from.text("HOST", "0.0.0.0"),
    port: from.count("PORT", port, 0, 65_535),
    drainDelayMs: from.duration("DRAIN_DELAY", "5s", "0s", "1h"),
    shutdownGraceMs: from.duration("SHUTDOWN_GRACE", "25s", "0s", "1h"),
    // Bun.serve takes whole seconds in one byte: https://bun.com/docs/runtime/http/server#idletimeout
    idleTimeoutMs: from.duration("IDLE_TIMEOUT", "75s", "1s", "255s"),
    maxBodyBytes: from.count("MAX_BODY_BYTES", 16_384, 0, 1_048_576),
    logLevel: from.choice("LOG_LEVEL", "info", logLevels),
    otlpEndpoint: from.text("OTEL_EXPORTER_OTLP_ENDPOINT", "").replace(/\/+$/, ""),
    tracesPerSecond: from.count("TRACES_PER_SECOND", 10, 0, 1_000_000),
  };
  if (config.drainDelayMs >= config.shutdownGraceMs) {
    from.problem(
      `DRAIN_DELAY (${config.drainDelayMs}ms) must be shorter than SHUTDOWN_GRACE ` +
        `(${config.shutdownGraceMs}ms): what is in flight finishes in between`,
    );
  }
  return config;
}

/**
 * Runs a service until a signal ends it: reads the configuration, listens, drains. Exit code 2 says
 * that it could not start; what is wrong is told all together.
 */
export async function runProgram<Config extends CommonConfig>(
  name: string,
  read: (from: EnvReader) => Config,
  build: (config: Config, given: Given) => Program | Promise<Program>,
): Promise<void> {
  const readFile = (path: string) => readFileSync(path, "utf8");
  const { config, problems }: Parsed<Config> = readEnv(process.env, readFile, read);
  const log = createLog(config?.logLevel ?? "info", console.log, Date.now);
  if (config === undefined) {
    log.error("cannot start", { problems });
    process.exit(2);
  }
  log.info("starting", { service: name, config });
  const { otlpEndpoint, tracesPerSecond } = config;
  const tracer =
    otlpEndpoint === ""
      ? passingTracer
      : sampled(await otlpTracer(name, otlpEndpoint), tracesPerSecond, () => performance.now());
  const { isDraining, drain } = createDrain(config, log);
  const metrics = new Metrics();
  const { app, stopWork, close } = await build(config, { log, metrics, tracer, isDraining });

  const server = listen(config, app, log);
  const leaving = {
    server,
    ...(stopWork !== undefined && { stopWork }),
    close: async () => void (await Promise.all([close(), tracer.close()])),
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void drain(leaving, signal).then(() => process.exit(0)));
  }
  log.info("listening", { url: server.url.origin, host: config.host, port: server.port });
}

function listen(config: CommonConfig, app: App, log: Log): Bun.Server<undefined> {
  try {
    return Bun.serve({
      hostname: config.host,
      port: config.port,
      development: false,
      // Without this, Bun 1.4.5 outside of development lets a second process share the port unseen.
      reusePort: false,
      idleTimeout: Math.ceil(config.idleTimeoutMs / 1000),
      // The app answers 413 itself, with a problem; this is for a body that lies about its length.
      maxRequestBodySize: config.maxBodyBytes * 2 + 65_536,
      // Bun takes the body away from an answer to HEAD and says its length; Hono takes both away.
      fetch: (request, server) =>
        app.fetch(request.method === "HEAD" ? new Request(request, { method: "GET" }) : request, {
          peer: () => server.requestIP(request)?.address ?? "unknown",
        }),
    });
  } catch (error) {
    log.error("cannot listen", { host: config.host, port: config.port, reason: reasonOf(error) });
    process.exit(2);
  }
}
