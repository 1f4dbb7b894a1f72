import { addressReader } from "./client-address.ts";
import { parseConfig } from "./config.ts";
import { createHandler } from "./handler.ts";
import { createDrain, listen, openConnections } from "./lifecycle.ts";
import { createLog } from "./log.ts";
import { Metrics } from "./metrics.ts";

const { config, problems } = parseConfig(process.env);
const log = createLog(config?.logLevel ?? "info", console.log, Date.now);
if (config === undefined) {
  log.error("cannot start", { problems });
  process.exit(2);
}
log.info("starting", { config });

const { isDraining, drain } = createDrain(config, log);
const handler = createHandler({
  log,
  isDraining,
  openConnections,
  clientAddress: addressReader(config),
  metrics: new Metrics(),
  wallMs: Date.now,
  clockMs: () => performance.now(),
});
const server = await listen(config, handler).catch((error: Error) => {
  log.error("cannot listen", { host: config.host, port: config.port, reason: error.message });
  process.exit(2);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => void drain(server, signal).then(() => process.exit(0)));
}
log.info("listening", { url: server.url.origin, host: config.host, port: server.port });
