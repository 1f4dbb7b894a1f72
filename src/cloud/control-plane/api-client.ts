import { askHttp } from "#plinth/host/http-client.ts";

/** An object as the API server takes and gives it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** What is needed to speak with an API server. */
export interface ApiAddress {
  readonly url: string;
  /** Certificates as PEM. */
  readonly ca: string;
  readonly token: string;
}

/** Nobody answers as slowly as that on loopback, ms. */
const answersWithinMs = 10_000;

/** As much of the API as starting a control plane takes. */
export class ApiClient {
  readonly #address: ApiAddress;

  constructor(address: ApiAddress) {
    this.#address = address;
  }

  /** Whether a path answers 200; false too when nobody answers. */
  async isOk(path: string): Promise<boolean> {
    try {
      const answer = await this.#ask("GET", path);
      await answer.text();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  /** Whether a node says that it is ready. */
  async isReadyNode(name: string): Promise<boolean> {
    const answer = await this.#ask("GET", `/api/v1/nodes/${name}`);
    const node = (await answer.json()) as {
      readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
    };
    const { conditions = [] } = node.status ?? {};
    return conditions.some(({ type, status }) => type === "Ready" && status === "True");
  }

  /** The objects of a path; none when nobody answers. */
  async list<T>(path: string): Promise<readonly T[]> {
    try {
      const answer = await this.#ask("GET", path);
      return ((await answer.json()) as { readonly items?: readonly T[] }).items ?? [];
    } catch {
      return [];
    }
  }

  /** Makes an object, or brings it to what is said here. @throws what the API server refused, and why */
  async apply(path: string, object: KubernetesObject): Promise<void> {
    const { name } = object.metadata;
    const query = "fieldManager=plinth&force=true";
    const answer = await this.#ask("PATCH", `${path}/${name}?${query}`, JSON.stringify(object));
    const said = await answer.text();
    if (answer.ok) return;
    throw new Error(`${object.kind} ${name} was refused with ${answer.status}: ${said}`);
  }

  #ask(method: "GET" | "PATCH", path: string, body?: string): Promise<Response> {
    const { url, ca, token } = this.#address;
    return askHttp(`${url}${path}`, {
      method,
      ca,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/apply-patch+yaml" }),
      },
      signal: AbortSignal.timeout(answersWithinMs),
      ...(body !== undefined && { body }),
    });
  }
}
