import { fileURLToPath } from "node:url";
import { postgresProgram } from "#plinth/local/servers/postgres/program.ts";
import { rabbitmqProgram } from "#plinth/local/servers/rabbitmq/program.ts";

/** Why a system with PostgreSQL and RabbitMQ cannot be brought up on this machine; undefined: it can. */
export const missingServers = ((): string | undefined => {
  try {
    postgresProgram("db", fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, ""));
    rabbitmqProgram("orders");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();
