import { expect, test } from "bun:test";
import { createServer, type Socket } from "node:net";
import { ask, type ProbeAnswer } from "./probe.ts";

/** What a probe says of somebody who does this with each connection; nobody listens when they do not. */
const askedOf = async (does?: (socket: Socket) => void): Promise<ProbeAnswer> => {
  const server = createServer(does);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  if (!does) await new Promise((closed) => server.close(closed));
  const target = { host: "127.0.0.1", ports: { http: port }, cwd: "/", env: {} };
  const answer = await ask({ http: { path: "/ready", port: "http" } }, target, 5_000);
  if (does) server.close();
  return { ...answer, says: answer.says.replace(`:${port}/`, ":<PORT>/") };
};

test("a probe of a port that nobody listens on says so in plain words", async () => {
  expect(await askedOf()).toEqual({
    answer: "fail",
    says: "GET http://127.0.0.1:<PORT>/ready: nothing accepts connections there",
  });
});

test("a probe whose connection is closed says that there was no answer", async () => {
  const hangUp = (socket: Socket) => void socket.once("data", () => socket.end());
  expect(await askedOf(hangUp)).toEqual({
    answer: "fail",
    says: "GET http://127.0.0.1:<PORT>/ready: the connection was closed without an answer",
  });
});
