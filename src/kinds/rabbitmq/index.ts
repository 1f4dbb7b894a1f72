import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { toMib } from "#plinth/model/quantity.ts";
import { cost } from "./cost.ts";
import { kubernetes } from "./kubernetes.ts";
import type { RabbitmqProps } from "./props.ts";
import { terraform } from "./terraform.ts";

/** A message broker on a cluster (RabbitMQ, a StatefulSet). */
export const rabbitmq = kind<RabbitmqProps>()({
  name: "rabbitmq",
  doc: "A message broker on a cluster (RabbitMQ, a StatefulSet).",
  in: ["eks", "k3s", "kubernetes"],
  outputs: ["url", "host", "port", "user", "password"],
  secretOutputs: ["url", "user", "password"],
  *valid({ props: { members = 1, storage } }) {
    if (!Number.isInteger(members) || members < 1 || members % 2 === 0) {
      yield { says: `members must be an odd number, so that there is a majority, not ${members}` };
    }
    if (storage !== undefined) toMib(storage);
  },
  local: ({ id, name, props: { version, members = 1, storage } }) => [
    {
      part: "server",
      engine: "rabbitmq",
      version,
      members,
      ports: [
        { name: "amqp", scheme: "amqp", usual: 5672 },
        { name: "management", scheme: "http", usual: 15672 },
      ],
      access: { user: name, path: "" },
      settings: {},
      differs:
        storage === undefined
          ? [`"${id}" keeps its messages here; where it is shipped to, it has no storage for them.`]
          : [],
    },
  ],
  kubernetes,
  terraform,
  cost,
  behaviour: none("Nothing of it has been measured yet."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
