import { type AddressRules, type Network, parseNetwork } from "./client-address.ts";
import { type LogLevel, logLevels } from "./log.ts";

/**
 * Everything that can be set from outside; README.md has the table. Nothing here is a secret: it is
 * printed whole at start, and only what is named here is ever read from the environment.
 */
export interface Config extends AddressRules {
  readonly host: string;
  /** 0 takes a free one; the "listening" line tells which. */
  readonly port: number;
  readonly drainDelayMs: number;
  readonly shutdownGraceMs: number;
  readonly idleTimeoutMs: number;
  readonly maxHeaderBytes: number;
  readonly maxBodyBytes: number;
  readonly logLevel: LogLevel;
}

/** The configuration, or a sentence for each thing that is wrong with it. */
export type ParsedConfig =
  | { readonly config: Config; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly config?: undefined };

/** Reads the environment, once. A variable that is set to nothing counts as not set. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const problems: string[] = [];
  const read = <T>(
    name: string,
    fallback: T,
    wanted: string,
    parse: (text: string) => T | undefined,
  ): T => {
    const text = env[name]?.trim() ?? "";
    if (text === "") return fallback;
    const value = parse(text);
    if (value === undefined) problems.push(`${name} is "${text}"; expected ${wanted}`);
    return value ?? fallback;
  };
  const count = (name: string, fallback: number, min: number, max: number) =>
    read(name, fallback, `a whole number from ${min} to ${max}`, (text) => {
      return /^\d+$/.test(text) ? within(Number(text), min, max) : undefined;
    });
  const duration = (name: string, fallbackMs: number, min: string, max: string) =>
    read(name, fallbackMs, `a duration from "${min}" to "${max}"`, (text) => {
      return within(durationMs(text), durationMs(min), durationMs(max));
    });

  const config: Config = {
    host: read("HOST", "0.0.0.0", "a host", (text) => text),
    port: count("PORT", 8080, 0, 65_535),
    trustedProxies: read(
      "TRUSTED_PROXIES",
      [],
      'addresses and networks, e.g. "10.0.0.0/16, ::1"',
      parseNetworks,
    ),
    trustedHops: count("TRUSTED_HOPS", 1, 1, 16),
    realIpHeader: read<string | undefined>(
      "REAL_IP_HEADER",
      undefined,
      'a header name, e.g. "X-Real-IP"',
      (text) => (/^[\w-]+$/.test(text) ? text.toLowerCase() : undefined),
    ),
    drainDelayMs: duration("DRAIN_DELAY", 5_000, "0s", "1h"),
    shutdownGraceMs: duration("SHUTDOWN_GRACE", 25_000, "0s", "1h"),
    // Bun.serve takes whole seconds in one byte: https://bun.com/docs/runtime/http/server#idletimeout
    idleTimeoutMs: duration("IDLE_TIMEOUT", 75_000, "1s", "255s"),
    maxHeaderBytes: count("MAX_HEADER_BYTES", 16_384, 1024, 1_048_576),
    maxBodyBytes: count("MAX_BODY_BYTES", 1024, 0, 1_048_576),
    logLevel: read("LOG_LEVEL", "info", `one of ${logLevels.join(", ")}`, (text) =>
      logLevels.find((level) => level === text.toLowerCase()),
    ),
  };
  const { drainDelayMs, shutdownGraceMs } = config;
  if (drainDelayMs >= shutdownGraceMs) {
    problems.push(
      `DRAIN_DELAY (${drainDelayMs}ms) must be shorter than SHUTDOWN_GRACE ` +
        `(${shutdownGraceMs}ms): requests in flight finish in between`,
    );
  }
  return problems.length > 0 ? { problems } : { config };
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (unitMs[unit] ?? Number.NaN);
}

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

function parseNetworks(text: string): readonly Network[] | undefined {
  const parsed = text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(parseNetwork);
  const networks = parsed.filter((network) => network !== undefined);
  return networks.length === parsed.length ? networks : undefined;
}
