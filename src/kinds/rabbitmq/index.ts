import { spanOf } from "#plinth/model/cost-line.ts";
import { none } from "#plinth/model/facet.ts";
import { kind } from "#plinth/model/kind.ts";
import { type Cpu, type Size, toMib } from "#plinth/model/quantity.ts";

export interface RabbitmqProps {
  /** The minor version, e.g. `"4.2"`. */
  readonly version: `${number}.${number}`;
  /** How many brokers form the cluster; quorum queues outlive the loss of a minority. @default 1 */
  readonly members?: number;
  /** What each broker keeps its queues on. @default none: they are gone with its pod */
  readonly storage?: Size;
  /** Of each member; memory is asked for in full. @default 200m of a core and 512MiB */
  readonly resources?: {
    readonly cpu?: { readonly request?: Cpu };
    readonly memory?: { readonly limit?: Size };
  };
}

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
  kubernetes: none("Its StatefulSet and volumes are not written yet."),
  terraform: none("It is an object on a cluster, not a cloud resource."),
  cost: ({ props: { members = 1, storage } }) =>
    storage === undefined
      ? []
      : [
          {
            item: "volumes of brokers, gp3",
            group: "disk",
            price: "ebs.gp3",
            quantity: spanOf((members * toMib(storage)) / 1024),
          },
        ],
  behaviour: none("Nothing of it has been measured yet."),
  watch: none("Its metrics are not in what `synth` writes yet."),
});
