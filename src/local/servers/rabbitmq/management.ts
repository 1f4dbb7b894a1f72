import { askHttp } from "#plinth/host/http-client.ts";
import { loopback } from "../../plan/loopback.ts";

/** How long a broker may take to say how full a queue is, ms. */
const answerMs = 2_000;

interface Access {
  readonly user: string;
  readonly password: string;
  readonly virtualHost: string;
}

/**
 * Messages in a queue, those that are being worked on included, as its management plugin counts them:
 * every 5 s (`collect_statistics_interval`). Undefined: there is no such queue, or no answer. Never throws.
 */
export const messagesIn = async (
  queue: string,
  port: number,
  { user, password, virtualHost }: Access,
): Promise<number | undefined> => {
  const [host, name] = [virtualHost, queue].map(encodeURIComponent);
  const asking = {
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
    signal: AbortSignal.timeout(answerMs),
  };
  try {
    const answer = await askHttp(`http://${loopback}:${port}/api/queues/${host}/${name}`, asking);
    if (!answer.ok) return undefined;
    const { messages } = (await answer.json()) as { readonly messages?: unknown };
    return typeof messages === "number" ? messages : undefined;
  } catch {
    return undefined;
  }
};
