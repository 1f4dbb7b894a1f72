import { type DatabaseConfig, readDatabase } from "plinth-service-kit/database-config.ts";
import { type EnvReader, Secret } from "plinth-service-kit/env.ts";
import { type CommonConfig, readCommon } from "plinth-service-kit/program.ts";
import { readToken } from "plinth-service-kit/token.ts";

/** Everything that can be set from outside; README.md has the table. */
export interface Config extends CommonConfig {
  readonly database: DatabaseConfig;
  /** Members of one cluster, tried one after the other. */
  readonly brokers: readonly Secret[];
  /** The program is one of two: it takes orders in, or it bills them. */
  readonly work: ApiWork | WorkerWork;
}

export interface ApiWork {
  readonly role: "api";
  readonly writeToken: Secret;
  /** An order that was sent and has not ended is sent again after this, and then ever later. */
  readonly resendAfterMs: number;
}

export interface WorkerWork {
  readonly role: "worker";
  readonly inventoryUrl: string;
  /** Messages that are worked on at a time. */
  readonly prefetch: number;
  /** How long an order waits after each try that failed for a passing reason. */
  readonly retryDelaysMs: readonly number[];
}

const roles = ["api", "worker"] as const;

export function readConfig(from: EnvReader): Config {
  const role = from.choice("ROLE", "api", roles);
  const brokers = from.secret(
    "AMQP_URL",
    "amqp://user:password@host:5672, or several with commas",
    isAmqp,
  );
  return {
    ...readCommon(from, 8080),
    database: readDatabase(from),
    brokers: addressesOf(brokers.reveal()).map((address) => new Secret(address)),
    work:
      role === "api"
        ? {
            role,
            writeToken: readToken(from),
            resendAfterMs: from.duration("OUTBOX_RESEND_AFTER", "15m", "1s", "24h"),
          }
        : {
            role,
            inventoryUrl: from.httpUrl("INVENTORY_URL"),
            prefetch: from.count("WORKER_PREFETCH", 32, 1, 1000),
            retryDelaysMs: from.durations("RETRY_DELAYS", "1s,5s,30s,2m", "10ms", "1h"),
          },
  };
}

const addressesOf = (text: string) => text.split(",").map((each) => each.trim());

const isAmqp = (text: string) =>
  addressesOf(text).every((each) => /^amqps?:$/.test(URL.parse(each)?.protocol ?? ""));
