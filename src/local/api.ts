import { type HttpServer, serveLoopback } from "#plinth/host/http-server.ts";
import { Refusal } from "#plinth/model/refusal.ts";
import type { EventQuery, LogQuery } from "./copy.ts";
import { refuse } from "./door-keeper.ts";
import { isAbout } from "./events.ts";
import { isAsked } from "./logs.ts";
import { stream } from "./stream.ts";
import type { Supervisor } from "./supervisor.ts";
import type { SystemView } from "./view.ts";

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

const textIn = (value: Record<string, unknown>, key: string): string => {
  const text = value[key];
  if (typeof text === "string") return text;
  throw new Refusal("usage", `"${key}" must be text`);
};

/** What can be asked of a running copy, by method and path. */
const answer = async (
  supervisor: Supervisor,
  request: Request,
  down: () => Promise<void>,
): Promise<Response> => {
  const url = new URL(request.url);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /v1/view":
      return Response.json(supervisor.view());
    case "GET /v1/views":
      return stream(
        request.signal,
        (send) => {
          let before: string | undefined;
          const sendView = (): void => {
            const view = supervisor.view();
            const states = statesOf(view);
            send(view, states !== before);
            before = states;
          };
          sendView();
          return supervisor.watch(sendView);
        },
        viewPeriodMs,
      );
    case "GET /v1/events": {
      const query: EventQuery = { of: listOf(url), follow: true };
      return stream(request.signal, (send) =>
        supervisor.events.listen((event) => isAbout(event, query.of) && send(event)),
      );
    }
    case "GET /v1/logs": {
      const search = url.searchParams.get("search") ?? undefined;
      const query: LogQuery = {
        of: listOf(url),
        follow: true,
        ...(search !== undefined && { search }),
      };
      return stream(request.signal, (send) =>
        supervisor.logs.listen((line) => isAsked(line, query, undefined) && send(line)),
      );
    }
    case "POST /v1/flush":
      supervisor.events.flush();
      supervisor.logs.flush();
      return Response.json({});
    case "POST /v1/restart":
      supervisor.fleet.restart(textIn(await body(request), "target"));
      return Response.json({});
    case "POST /v1/scale": {
      const { replicas, ...rest } = await body(request);
      if (replicas !== null && typeof replicas !== "number") {
        throw new Refusal("usage", '"replicas" must be a number, or null to give it back');
      }
      supervisor.fleet.scale(textIn(rest, "node"), replicas);
      return Response.json({});
    }
    case "POST /v1/stop":
      await supervisor.fleet.stop(textIn(await body(request), "pod"));
      return Response.json({});
    case "POST /v1/start":
      supervisor.fleet.start(textIn(await body(request), "pod"));
      return Response.json({});
    case "POST /v1/fault": {
      const { fault, ...rest } = await body(request);
      supervisor.gateway.break(textIn(rest, "link"), fault as null);
      return Response.json({});
    }
    case "POST /v1/down":
      await down();
      return Response.json({});
    default:
      return Response.json(
        { error: `there is no ${request.method} ${url.pathname}` },
        { status: 404 },
      );
  }
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
      return await answer(supervisor, request, down);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { kind, message, details } = error;
      return Response.json({ error: message, kind, details }, { status: 400 });
    }
  });
  return server;
};
