import { monotonicMs, pause } from "#plinth/host/clock.ts";
import { exists, makeFolder, writeText } from "#plinth/host/store.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { Launch } from "../../plan/launch.ts";
import {
  type Engine,
  type EngineHooks,
  type EngineRun,
  type Member,
  memberName,
  type ServerMaking,
} from "../engine.ts";
import { brokerEnv, rabbitmqConf } from "./config.ts";
import { shakesHands } from "./handshake.ts";
import { messagesIn } from "./management.ts";
import { type RabbitmqProgram, rabbitmqProgram } from "./program.ts";

/** Between two looks at a broker that is coming up, ms. */
const lookMs = 50;

/** Erlang takes a cookie only from a file that its owner alone may read. */
const cookieMode = 0o400;

const portOf = ({ ports }: Member, name: string): number => ports[name] ?? 0;

/** Brokers keep with their data who else belongs to them, and wait at their start for whoever is gone. */
const refuseFewer = ({ node, folder, copy, part: { members } }: ServerMaking): void => {
  if (!exists(`${folder}/${memberName(node, members)}/data`)) return;
  const says = `"${node}" has kept data of more brokers than the ${members} that it is to have now`;
  const remedy =
    `"plinth down ${copy.name} --volumes" removes all that "${copy.name}" has kept; ` +
    `"plinth up --name other" runs a copy beside it`;
  throw new Refusal("environment", `${says}, and would wait for them. ${remedy}`);
};

const launchOf = (
  program: RabbitmqProgram,
  making: ServerMaking,
  members: readonly Member[],
  member: Member,
): Launch => {
  const { node, part, folder } = making;
  const home = `${folder}/home`;
  for (const each of [home, member.folder]) makeFolder(each);
  const cookie = `${home}/.erlang.cookie`;
  if (!exists(cookie)) writeText(cookie, making.password(`${node}#cookie`), cookieMode);
  writeText(`${member.folder}/enabled_plugins`, "[rabbitmq_management].\n");
  const [amqpPort, managementPort] = [portOf(member, "amqp"), portOf(member, "management")];
  writeText(
    `${member.folder}/rabbitmq.conf`,
    rabbitmqConf({
      members: members.map(({ name }) => name),
      amqpPort,
      managementPort,
      user: part.access.user,
      password: making.password(node),
      settings: part.settings,
    }),
  );
  const place = {
    name: member.name,
    folder: member.folder,
    home,
    amqpPort,
    distPort: portOf(member, "dist"),
    // One for all: it knows them by name. The first of them to start starts it.
    epmdPort: portOf(members[0] as Member, "epmd"),
  };
  return {
    command: [program.server],
    cwd: member.folder,
    env: { ...program.env, ...brokerEnv(place), PLINTH_RUN: making.copy.runId },
  };
};

const run = (program: RabbitmqProgram, making: ServerMaking, hooks: EngineHooks): EngineRun => ({
  launch: async (member) => launchOf(program, making, hooks.members, member),
  ask: async (member, timeoutMs, patient) => {
    const until = monotonicMs() + timeoutMs;
    const port = portOf(member, "amqp");
    for (;;) {
      const leftMs = Math.max(1, until - monotonicMs());
      // It listens when it has joined its cluster and has its queues, not before.
      if (await shakesHands(port, leftMs)) return { answer: "ok", says: "it shakes hands" };
      if (!patient || !hooks.runs(member) || leftMs <= lookMs) {
        return { answer: "fail", says: `127.0.0.1:${port} does not answer in AMQP` };
      }
      await pause(lookMs);
    }
  },
  depthOf: async (queue) => {
    const ports = hooks.members.filter(hooks.runs).map((member) => portOf(member, "management"));
    const { user, path } = making.part.access;
    const access = { user, password: making.password(making.node), virtualHost: path || "/" };
    for (const port of ports) {
      const depth = await messagesIn(queue, port, access);
      if (depth !== undefined) return depth;
    }
    return undefined;
  },
  settle: async () => {},
  serves: () => true,
});

/** RabbitMQ: from the machine. */
export const rabbitmq: Engine = {
  innerPorts: ["dist", "epmd"],
  commonPorts: ["epmd"],
  graceS: 60,
  startS: 180,
  find: ({ node }) => rabbitmqProgram(node),
  reach: (_, { host, port }) => ({
    ask: async (timeoutMs) =>
      (await shakesHands(port, timeoutMs, host))
        ? { answer: "ok", says: "it shakes hands" }
        : { answer: "fail", says: `${host}:${port} does not answer in AMQP` },
    settle: async () => {},
  }),
  takes: refuseFewer,
  run: (making, hooks) => run(rabbitmqProgram(making.node), making, hooks),
};
