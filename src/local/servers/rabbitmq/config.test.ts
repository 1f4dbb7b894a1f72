import { expect, test } from "bun:test";
import { brokerEnv, rabbitmqConf } from "./config.ts";

const of = {
  members: ["orders-0"],
  amqpPort: 5001,
  managementPort: 5002,
  user: "orders",
  password: "secret",
  settings: {},
};

test("one broker looks for no others; three know each other, and a minority pauses", () => {
  expect(rabbitmqConf(of)).not.toContain("cluster");
  const three = rabbitmqConf({ ...of, members: ["orders-0", "orders-1", "orders-2"] });
  expect(three).toContain("cluster_formation.classic_config.nodes.3 = orders-2@localhost\n");
  expect(three).toContain("cluster_partition_handling = pause_minority\n");
});

test("what the model sets stands last, so that it holds", () => {
  const conf = rabbitmqConf({ ...of, settings: { "log.console.level": "debug" } });
  expect(conf).toContain("log.console.level = debug\n");
  expect(conf).not.toContain("log.console.level = info\n");
});

test("a broker shares neither names, files nor ports with the machine's own", () => {
  const place = {
    name: "orders-1",
    folder: "/f",
    home: "/h",
    amqpPort: 1,
    distPort: 2,
    epmdPort: 3,
  };
  const env = brokerEnv(place);
  expect(env).toMatchObject({
    HOME: "/h",
    RABBITMQ_NODENAME: "orders-1@localhost",
    RABBITMQ_CONF_ENV_FILE: "/dev/null",
    ERL_EPMD_PORT: "3",
    ERL_EPMD_ADDRESS: "127.0.0.1",
  });
});
