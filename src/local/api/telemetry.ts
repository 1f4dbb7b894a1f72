import { type HttpServer, serveLoopback } from "#plinth/host/http-server.ts";
import { Lines } from "#plinth/host/store.ts";
import { refuse } from "./door-keeper.ts";

/** What processes may send, by the path that OTLP/HTTP gives each signal. */
const signals = { "/v1/traces": "traces", "/v1/metrics": "metrics", "/v1/logs": "logs" } as const;

/** Each signal takes no more than twice this on disk. */
const bytesMax = 8 * 1024 ** 2;

/** A longer message is refused. */
const messageBytesMax = 4 * 1024 ** 2;

/**
 * The OTLP endpoint that every process is given: OTLP/HTTP with JSON, kept as it came, one message
 * a line, in `otlp/<signal>.ndjson`.
 * Source: OpenTelemetry Protocol 1.5, https://opentelemetry.io/docs/specs/otlp/#otlphttp.
 */
export const openTelemetry = (
  folder: string,
  token: string,
  onProblem: (error: unknown) => void,
): HttpServer => {
  const files = new Map<string, Lines>();
  const fileOf = (signal: string): Lines => {
    const path = `${folder}/otlp/${signal}.ndjson`;
    const file = files.get(signal) ?? new Lines(path, { bytesMax, files: 2, onProblem });
    files.set(signal, file);
    return file;
  };
  const server = serveLoopback(async (request) => {
    const refused = refuse(request, server.port, token);
    if (refused) return refused;
    const { pathname } = new URL(request.url);
    const signal = signals[pathname as keyof typeof signals];
    if (!signal || request.method !== "POST") return new Response(null, { status: 404 });
    if (!request.headers.get("content-type")?.startsWith("application/json")) {
      const error = "only http/json is taken here; set OTEL_EXPORTER_OTLP_PROTOCOL=http/json";
      return Response.json({ error }, { status: 415 });
    }
    const text = await request.text();
    if (text.length > messageBytesMax) return new Response(null, { status: 413 });
    try {
      fileOf(signal).add(JSON.stringify(JSON.parse(text)));
    } catch {
      return Response.json({ error: "the message is not JSON" }, { status: 400 });
    }
    return Response.json({});
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    for (const file of files.values()) file.flush();
  };
  return { ...server, stop };
};
