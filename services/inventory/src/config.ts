import { type DatabaseConfig, readDatabase } from "plinth-service-kit/database-config.ts";
import type { EnvReader, Secret } from "plinth-service-kit/env.ts";
import { type CommonConfig, readCommon } from "plinth-service-kit/program.ts";
import { readToken } from "plinth-service-kit/token.ts";

/** Everything that can be set from outside; README.md has the table. */
export interface Config extends CommonConfig {
  readonly database: DatabaseConfig;
  readonly writeToken: Secret;
}

export const readConfig = (from: EnvReader): Config => ({
  ...readCommon(from, 8080),
  database: readDatabase(from),
  writeToken: readToken(from),
});
