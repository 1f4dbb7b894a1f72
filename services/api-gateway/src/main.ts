import { setTimeout as sleep } from "node:timers/promises";
import { createBreaker } from "plinth-service-kit/breaker.ts";
import { createClient } from "plinth-service-kit/client.ts";
import { runProgram } from "plinth-service-kit/program.ts";
import { tokenGuard } from "plinth-service-kit/token.ts";
import { readConfig } from "./config.ts";
import { createGateway } from "./gateway.ts";
import { createRateLimit } from "./rate-limit.ts";

/** Longer than a service waits for its database; all of it shorter than a balancer waits for us. */
const rules = { tryMs: 2500, budgetMs: 5000, triesMax: 3 };

await runProgram("api-gateway", readConfig, (config, given) => {
  const clockMs = () => performance.now();
  const client = (name: string, url: string) => {
    const breaker = createBreaker({ failuresMax: 20, openMs: 1000 }, clockMs);
    const ports = { ...given, breaker, clockMs, wait: sleep, chance: Math.random };
    return createClient(name, url, rules, ports);
  };
  const app = createGateway({
    ...given,
    clients: {
      inventory: client("inventory", config.inventoryUrl),
      billing: client("billing", config.billingUrl),
    },
    checkToken: tokenGuard(config.writeToken),
    waitOf: createRateLimit(config.rate, clockMs),
    trustedHops: config.trustedHops,
    // It can refuse what it cannot pass on: taken out, nothing would be left that says so.
    ready: async () => {},
    maxBodyBytes: config.maxBodyBytes,
    clockMs,
  });
  return { app, close: async () => {} };
});
