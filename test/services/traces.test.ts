import { describe, expect, test } from "bun:test";
import { eventually } from "plinth-service-kit/testing/service.ts";
import { noShop, openShop } from "./shop.ts";

interface Sent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
/** The part of OTLP's JSON that says whose spans they are. */
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: {
      readonly attributes: readonly {
        readonly key: string;
        readonly value: { readonly stringValue?: string };
      }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[];
  }[];
}

const alien = { title: "Alien", director: "Ridley Scott", price: "9.99", currency: "EUR" };
const traceId = "0af7651916cd43dd8448eb211c80319c";

describe.skipIf(noShop !== undefined)(`traces${noShop ? `: ${noShop}` : ""}`, () => {
  test("a trace goes through every service and through the queue", async () => {
    const spans: (Sent & { readonly service: string })[] = [];
    const collector = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch: async (request) => {
        const { resourceSpans } = (await request.json()) as Export;
        for (const { resource, scopeSpans } of resourceSpans) {
          const named = resource.attributes.find(({ key }) => key === "service.name");
          const service = named?.value.stringValue ?? "";
          spans.push(
            ...scopeSpans.flatMap((one) => one.spans).map((span) => ({ ...span, service })),
          );
        }
        return Response.json({});
      },
    });
    try {
      await using shop = await openShop({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url.origin });
      const movie = (await (await shop.ask("POST", "/api/movies", alien)).json()) as { id: string };
      const order = { user_id: "ripley", movie_id: movie.id, price: "9.99", currency: "EUR" };
      const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
      expect((await shop.ask("POST", "/api/orders", order, { traceparent })).status).toBe(202);
      // From the last span to the first, by parents alone; each service sends its own when it likes.
      const pathOf = async (): Promise<readonly string[]> => {
        const ours = spans.filter((span) => span.traceId === traceId);
        const byId = new Map(ours.map((span) => [span.spanId, span]));
        const path: string[] = [];
        let at = ours.find(({ service }) => service === "inventory");
        for (; at !== undefined; at = byId.get(at.parentSpanId ?? ""))
          path.unshift(`${at.service}: ${at.name}`);
        return path;
      };
      const path = await eventually(pathOf, ([first]) => first === "api-gateway: POST", 15_000);
      expect(path).toEqual([
        "api-gateway: POST",
        "api-gateway: POST /orders",
        "billing: POST",
        "billing: send orders",
        "billing: process orders",
        "billing: GET /movies/:id",
        "inventory: GET",
      ]);
    } finally {
      await collector.stop(true);
    }
  }, 60_000);
});
