import { expect, test } from "bun:test";
import { parseConfig } from "./config.ts";

test("an empty environment is a working configuration that trusts nobody", () => {
  expect(parseConfig({ HOST: "" }).config).toEqual({
    host: "0.0.0.0",
    port: 8080,
    trustedProxies: [],
    trustedHops: 1,
    realIpHeader: undefined,
    drainDelayMs: 5000,
    shutdownGraceMs: 25_000,
    idleTimeoutMs: 75_000,
    maxHeaderBytes: 16_384,
    maxBodyBytes: 1024,
    logLevel: "info",
  });
});

test("every variable is read, in its own unit", () => {
  const { config } = parseConfig({
    HOST: "127.0.0.1",
    PORT: "0",
    TRUSTED_PROXIES: "10.0.0.0/16, ::1 192.0.2.1",
    TRUSTED_HOPS: "2",
    REAL_IP_HEADER: "X-Real-IP",
    DRAIN_DELAY: "250ms",
    SHUTDOWN_GRACE: "1.5m",
    IDLE_TIMEOUT: "4s",
    MAX_HEADER_BYTES: "2048",
    MAX_BODY_BYTES: "0",
    LOG_LEVEL: "DEBUG",
  });
  expect(config).toEqual({
    host: "127.0.0.1",
    port: 0,
    trustedProxies: [
      { address: "10.0.0.0", prefixBits: 16 },
      { address: "::1", prefixBits: 128 },
      { address: "192.0.2.1", prefixBits: 32 },
    ],
    trustedHops: 2,
    realIpHeader: "x-real-ip",
    drainDelayMs: 250,
    shutdownGraceMs: 90_000,
    idleTimeoutMs: 4000,
    maxHeaderBytes: 2048,
    maxBodyBytes: 0,
    logLevel: "debug",
  });
});

test("all problems are told at once, each with the variable, the value and what was expected", () => {
  const { problems } = parseConfig({
    PORT: "70000",
    TRUSTED_PROXIES: "10.0.0.0/16 proxy.local",
    TRUSTED_HOPS: "0",
    REAL_IP_HEADER: "X Real IP",
    DRAIN_DELAY: "5 s",
    SHUTDOWN_GRACE: "5s",
    IDLE_TIMEOUT: "256s",
    MAX_HEADER_BYTES: "16KiB",
    MAX_BODY_BYTES: "-1",
    LOG_LEVEL: "loud",
  });
  expect(problems).toEqual([
    'PORT is "70000"; expected a whole number from 0 to 65535',
    'TRUSTED_PROXIES is "10.0.0.0/16 proxy.local"; expected addresses and networks, e.g. "10.0.0.0/16, ::1"',
    'TRUSTED_HOPS is "0"; expected a whole number from 1 to 16',
    'REAL_IP_HEADER is "X Real IP"; expected a header name, e.g. "X-Real-IP"',
    'DRAIN_DELAY is "5 s"; expected a duration from "0s" to "1h"',
    'IDLE_TIMEOUT is "256s"; expected a duration from "1s" to "255s"',
    'MAX_HEADER_BYTES is "16KiB"; expected a whole number from 1024 to 1048576',
    'MAX_BODY_BYTES is "-1"; expected a whole number from 0 to 1048576',
    'LOG_LEVEL is "loud"; expected one of debug, info, warn, error',
    "DRAIN_DELAY (5000ms) must be shorter than SHUTDOWN_GRACE (5000ms): requests in flight finish in between",
  ]);
});

test("OpenTelemetry's variables and everybody else's are let pass unread", () => {
  const { config } = parseConfig({ OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer hunter2" });
  expect(JSON.stringify(config)).not.toContain("hunter2");
});
