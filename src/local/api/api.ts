import type { LinkFault } from "#plinth/gateway/config.ts";
import { type HttpServer, serveLoopback } from "#plinth/host/http-server.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { LogQuery } from "../copies/copy.ts";
import { isAbout } from "../copies/events.ts";
import { isAsked } from "../copies/logs.ts";
import type { SystemView } from "../copies/view.ts";
import type { Supervisor } from "../supervisor.ts";
import { refuse } from "./door-keeper.ts";
import { type Send, stream } from "./stream.ts";

/** The view is sent at most this often, ms; at once when a state has changed. */
const viewPeriodMs = 250;

/** What somebody who waits for something waits for. */
const statesOf = ({ state, nodes }: SystemView): string =>
  [state, ...nodes.map((node) => node.state)].join();

const listOf = (url: URL): string[] => url.searchParams.getAll("of");

const body = async (request: Request): Promise<Record<string, unknown>> => {
  try {
    const value: unknown = await request.json();
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below, together with JSON that is no object.
  }
  throw new Refusal("usage", "the body must be a JSON object");
};

/** What is to be wrong with a link; nothing (`null`) makes it whole. */
const faultIn = ({ fault }: Record<string, unknown>): LinkFault | null => {
  if (fault === null) return null;
  if (typeof fault === "object") return fault as LinkFault;
  throw new Refusal("usage", '"fault" must be an object, or null to make the link whole');
};

const textIn = (value: Record<string, unknown>, key: string): string => {
  const text = value[key];
  if (typeof text === "string") return text;
  throw new Refusal("usage", `"${key}" must be text`);
};

/** Sends the view now and after each change, at once if a state is among what has changed. */
const sendViews = (supervisor: Supervisor, send: Send): (() => void) => {
  let before: string | undefined;
  const sendView = (): void => {
    const view = supervisor.view();
    const states = statesOf(view);
    send(view, states !== before);
    before = states;
  };
  sendView();
  return supervisor.watch(sendView);
};

/** One request with all that may be needed to answer it. */
interface Call {
  readonly supervisor: Supervisor;
  readonly request: Request;
  readonly url: URL;
  /** Ends the copy, the API excepted. */
  readonly down: () => Promise<void>;
}

/** Something that is done, and of which there is nothing to say. */
const doing =
  (act: (call: Call, value: Record<string, unknown>) => void | Promise<void>) =>
  async (call: Call): Promise<Response> => {
    await act(call, await body(call.request));
    return Response.json({});
  };

/** What can be asked of a running copy, by method and path. */
const answers: Readonly<Record<string, (call: Call) => Response | Promise<Response>>> = {
  "GET /v1/view": ({ supervisor }) => Response.json(supervisor.view()),

  "GET /v1/views": ({ supervisor, request }) =>
    stream(request.signal, (send) => sendViews(supervisor, send), viewPeriodMs),

  "GET /v1/events": ({ supervisor, request, url }) => {
    const of = listOf(url);
    return stream(request.signal, (send) =>
      supervisor.events.listen((event) => isAbout(event, of) && send(event)),
    );
  },

  "GET /v1/logs": ({ supervisor, request, url }) => {
    const search = url.searchParams.get("search") ?? undefined;
    const query: LogQuery = {
      of: listOf(url),
      follow: true,
      ...(search !== undefined && { search }),
    };
    return stream(request.signal, (send) =>
      supervisor.logs.listen((line) => isAsked(line, query, undefined) && send(line)),
    );
  },

  "POST /v1/flush": doing(({ supervisor }) => {
    supervisor.events.flush();
    supervisor.logs.flush();
  }),
  "POST /v1/restart": doing(({ supervisor }, value) =>
    supervisor.fleet.restart(textIn(value, "target")),
  ),
  "POST /v1/scale": doing(({ supervisor }, value) => {
    const { replicas } = value;
    if (replicas !== null && typeof replicas !== "number") {
      throw new Refusal("usage", '"replicas" must be a number, or null to give it back');
    }
    supervisor.fleet.scale(textIn(value, "node"), replicas);
  }),
  "POST /v1/stop": doing(({ supervisor }, value) => supervisor.fleet.stop(textIn(value, "pod"))),
  "POST /v1/start": doing(({ supervisor }, value) => supervisor.fleet.start(textIn(value, "pod"))),
  "POST /v1/fault": doing(({ supervisor }, value) =>
    supervisor.break(textIn(value, "link"), faultIn(value)),
  ),
  // Not a GET: what opens a database is in no cache and no history.
  "POST /v1/connections": async ({ supervisor, request }) => {
    const node = textIn(await body(request), "node");
    return Response.json({ connections: supervisor.connections(node) });
  },
  "POST /v1/down": doing(({ down }) => down()),
};

const answer = (call: Call): Response | Promise<Response> => {
  const asked = `${call.request.method} ${call.url.pathname}`;
  const known = Object.hasOwn(answers, asked) ? answers[asked] : undefined;
  return known?.(call) ?? Response.json({ error: `there is no ${asked}` }, { status: 404 });
};

/** Opens the control API of a copy on loopback. `down` ends the copy, the API excepted. */
export const openApi = (
  supervisor: Supervisor,
  token: string,
  down: () => Promise<void>,
): HttpServer => {
  const server = serveLoopback(async (request) => {
    const refused = refuse(request, server.port, token);
    if (refused) return refused;
    try {
      return await answer({ supervisor, request, url: new URL(request.url), down });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { kind, message, details } = error;
      return Response.json({ error: message, kind, details }, { status: 400 });
    }
  });
  return server;
};
