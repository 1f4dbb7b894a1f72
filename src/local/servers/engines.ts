import { Refusal } from "#plinth/model/refusal.ts";
import type { Engine } from "./engine.ts";
import { postgres } from "./postgres/index.ts";
import { rabbitmq } from "./rabbitmq/index.ts";

const engines: Readonly<Record<string, Engine>> = { postgres, rabbitmq };

/** What runs a server of that make. @throws Refusal when there is nothing */
export const engineOf = (node: string, name: string): Engine => {
  const engine = engines[name];
  if (engine) return engine;
  const known = Object.keys(engines).join(", ");
  throw new Refusal(
    "model",
    `"${node}" is run by "${name}", which is not here; there are ${known}`,
  );
};
