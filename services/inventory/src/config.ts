import { type DatabaseConfig, readDatabase } from "plinth-service-kit/database-config.ts";
import type { EnvReader, Secret } from "plinth-service-kit/env.ts";
import { type CommonConfig, readCommon } from "plinth-service-kit/program.ts";
import { readToken } from "plinth-service-kit/token.ts";

/** Everything that can be set from outside; README.md has the table. */
export interface Config extends CommonConfig {
  readonly role: (typeof roles)[number];
  readonly database: DatabaseConfig;
  readonly writeToken: Secret;
}

/** It serves movies, or it puts the first ones there and ends. */
const roles = ["api", "seed"] as const;

export const readRole = (from: EnvReader) => from.choice("ROLE", "api", roles);

export const readConfig = (from: EnvReader): Config => ({
  role: readRole(from),
  ...readCommon(from, 8080),
  database: readDatabase(from),
  writeToken: readToken(from),
});
