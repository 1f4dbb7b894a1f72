/** What stands behind the balancers: `bun backend.ts`, answering with little, or `/large` with 64 KiB. */
const small = JSON.stringify({ timestamp: "2026-01-01T00:00:00.000Z", ip: "127.0.0.1" });
const large = "x".repeat(64 * 1024);
const headers = { "content-type": "application/json" };

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  idleTimeout: 0,
  fetch: (request) => new Response(request.url.endsWith("/large") ? large : small, { headers }),
});
console.log(`listening on http://127.0.0.1:${server.port}`);
