import { readFileSync } from "node:fs";
import { type EnvReader, readEnv, reasonOf } from "./env.ts";
import { createLog, type Log, type LogLevel, logLevels } from "./log.ts";

/** What every program that runs to its end can be told. */
export interface TaskConfig {
  readonly logLevel: LogLevel;
}

export const readTask = (from: EnvReader): TaskConfig => ({
  logLevel: from.choice("LOG_LEVEL", "info", logLevels),
});

/**
 * Runs a program to its end: exit code 0 when its work is done, 1 when it failed and may be tried
 * again, 2 when what it was told is wrong.
 */
export async function runTask<Config extends TaskConfig>(
  name: string,
  read: (from: EnvReader) => Config,
  work: (config: Config, log: Log) => Promise<void>,
): Promise<void> {
  const readFile = (path: string) => readFileSync(path, "utf8");
  const { config, problems } = readEnv(process.env, readFile, read);
  const log = createLog(config?.logLevel ?? "info", console.log, Date.now);
  if (config === undefined) {
    log.error("cannot start", { problems });
    process.exit(2);
  }
  log.info("starting", { task: name, config });
  try {
    await work(config, log);
  } catch (error) {
    log.error("failed", {
      reason: reasonOf(error instanceof Error ? (error.cause ?? error) : error),
    });
    process.exit(1);
  }
}
