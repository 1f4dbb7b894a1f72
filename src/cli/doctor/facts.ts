import type { Copy } from "#plinth/local/copies/copy.ts";

/** What a machine is like, as far as Plinth cares. Unknown is absent. */
export interface Facts {
  readonly plinth: string;
  readonly bun: { readonly wanted: string; readonly found: string };
  /** The versions that are on PATH. */
  readonly node?: string;
  readonly npm?: string;
  readonly platform: string;
  readonly architecture: string;
  readonly release: string;
  readonly processors: number;
  readonly memoryMib: number;
  /** Files a process may have open. */
  readonly openFilesMax?: number;
  /** A port that could be listened on. */
  readonly freePort?: number;
  /** Whether one can listen on 127.0.0.1, and on its neighbour. */
  readonly loopback: boolean;
  readonly loopbackNeighbour: boolean;
  readonly state: { readonly folder: string; readonly isWritable: boolean };
  /** By name of tool: the program that was found, and its version. */
  readonly tools: ReadonlyMap<string, { readonly program: string; readonly version?: string }>;
  readonly copies: readonly Pick<Copy, "name" | "state" | "why">[];
}
