import { expect, test } from "bun:test";
import { postgresConf } from "./config.ts";

const of = { name: "db-0", port: 5001, settings: { max_connections: "80" } };

test("a primary waits for nobody unless it is told to", () => {
  expect(postgresConf(of)).toContain("synchronous_standby_names = ''\n");
  expect(postgresConf({ ...of, waitsFor: "db-1" })).toContain(
    "synchronous_standby_names = '\"db-1\"'\n",
  );
  expect(postgresConf(of)).not.toContain("primary_conninfo");
});

test("it listens on loopback alone, without a socket in the file system", () => {
  expect(postgresConf(of)).toContain("listen_addresses = '127.0.0.1'\n");
  expect(postgresConf(of)).toContain("unix_socket_directories = ''\n");
});

test("a standby takes no fewer connections than its primary may have had when it was made", () => {
  const follows = { port: 5000, user: "postgres", password: "it's" };
  const conf = postgresConf({ ...of, follows });
  expect(conf).toContain("max_connections = '100'\n");
  expect(conf).toContain("password=it''s application_name=db-0");
  expect(postgresConf(of)).toContain("max_connections = '80'\n");
});
