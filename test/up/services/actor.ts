/**
 * A service that does as it is told, over HTTP and by its environment, so that tests can see what
 * becomes of it. Import-free, so that it runs from any folder.
 *
 *   GET  /            200 with who answers, after `?ms=`
 *   GET  /health      200, or what `POST /set?health=503` made of it; `hang` never answers
 *   GET  /ready, /startup   the same
 *   GET  /env         its environment, as JSON
 *   GET  /call?url=   what another answers there
 *   POST /exit?code=  ends at once
 *   POST /say?to=     writes the body as it is to stdout or stderr
 *   POST /burn?share=  uses that share of a core from now on
 */
export {};

const {
  PORT = "0",
  POD_NAME = "",
  /** What to do at SIGTERM: `finish` answers what is in flight; `ignore` goes on; else it dies. */
  AT_SIGTERM,
  /** Listens only after so long, ms. */
  LISTENS_AFTER_MS = "0",
  /** Ends at once, with this code. */
  EXITS_WITH,
  /** Answers of `/health`, `/ready`, `/startup` to begin with. */
  HEALTH = "200",
  READY = "200",
  STARTUP = "200",
  /** What `GET /` says besides. */
  SAYS = "",
} = process.env;

if (EXITS_WITH !== undefined) {
  console.error(`leaving at once with ${EXITS_WITH}`);
  process.exit(Number(EXITS_WITH));
}

const answers: Record<string, string> = { health: HEALTH, ready: READY, startup: STARTUP };
let inFlight = 0;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let burning: ReturnType<typeof setInterval> | undefined;
const burn = (share: number): void => {
  clearInterval(burning);
  if (share === 0) return;
  burning = setInterval(() => {
    const stop = performance.now() + 20 * share;
    while (performance.now() < stop) Math.sqrt(stop);
  }, 20);
};

const answer = async (request: Request): Promise<Response> => {
  const url = new URL(request.url);
  const asked = (name: string): string => url.searchParams.get(name) ?? "";
  const probe = answers[url.pathname.slice(1)];
  if (probe === "hang") return new Promise(() => {});
  if (probe !== undefined) return new Response(probe, { status: Number(probe) });
  switch (`${request.method} ${url.pathname}`) {
    case "POST /set":
      for (const [name, value] of url.searchParams) answers[name] = value;
      return Response.json(answers);
    case "GET /env":
      return Response.json(process.env);
    case "GET /call": {
      const response = await fetch(asked("url"), { keepalive: false });
      return new Response(await response.text(), { status: response.status });
    }
    case "POST /exit":
      return process.exit(Number(asked("code")));
    case "POST /say":
      process[asked("to") === "stderr" ? "stderr" : "stdout"].write(await request.bytes());
      return new Response("said");
    case "POST /burn":
      burn(Number(asked("share")));
      return new Response("burning");
    default:
      await wait(Number(asked("ms")));
      return Response.json({
        pod: POD_NAME,
        pid: process.pid,
        says: SAYS,
        forwardedFor: request.headers.get("x-forwarded-for"),
      });
  }
};

await wait(Number(LISTENS_AFTER_MS));
Bun.serve({
  hostname: "127.0.0.1",
  port: Number(PORT),
  reusePort: false,
  idleTimeout: 0,
  fetch: async (request) => {
    inFlight++;
    try {
      return await answer(request);
    } finally {
      inFlight--;
    }
  },
});
console.log(`listening on ${PORT}`);

const leaveWhenDone = (): void => {
  setInterval(() => inFlight === 0 && process.exit(0), 5);
};
if (AT_SIGTERM === "ignore") process.on("SIGTERM", () => console.log("heard SIGTERM"));
if (AT_SIGTERM === "finish") process.on("SIGTERM", leaveWhenDone);
