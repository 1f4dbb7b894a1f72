import { environment } from "#plinth/host/machine.ts";
import { exists, namesIn } from "#plinth/host/store.ts";
import { whereIs } from "#plinth/host/survey.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Found } from "../engine.ts";

/** RabbitMQ's own start script; not the wrapper on PATH of Debian, which insists on a user of its own. */
export interface RabbitmqProgram extends Found {
  /** Absolute. */
  readonly server: string;
  readonly env: Readonly<Record<string, string>>;
}

const packaged = "/usr/lib/rabbitmq";

const versionIn = (folder: string): string | undefined =>
  namesIn(`${folder}/lib`)
    .map((name) => /^rabbitmq_server-(\d+\.\d+(\.\d+)?)/.exec(name)?.[1])
    .find((version) => version !== undefined);

/**
 * RabbitMQ as the machine has it.
 * @throws Refusal with how to get it when it has none
 */
export const rabbitmqProgram = (node: string): RabbitmqProgram => {
  const [inPackage, onPath] = [`${packaged}/bin/rabbitmq-server`, whereIs("rabbitmq-server")];
  const server = exists(inPackage) ? inPackage : onPath;
  if (server !== undefined) {
    const version = server === inPackage ? versionIn(packaged) : undefined;
    return {
      server,
      env: environment(),
      from: server,
      ...(version !== undefined && { version }),
    };
  }
  const remedy = '"plinth setup" says how to install it, and asks before it does';
  const says = `"${node}" needs rabbitmq-server, which is not on this machine`;
  throw new Refusal("environment", `${says}. ${remedy}`);
};
