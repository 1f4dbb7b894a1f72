/**
 * A server that others call: a database, a broker. A kind says which, how many and what clients need;
 * what to run for it on this machine, and how, is known by the engine in `src/local/servers/`.
 */
export interface LocalServer {
  readonly part: "server";
  /** The name of a folder in `src/local/servers/`. */
  readonly engine: string;
  /** The version that is asked for, as far as the model says it, e.g. `"15"`. */
  readonly version: string;
  /** How many processes stand in for each other; an engine says what they are to one another. */
  readonly members: number;
  /** The first is the one that clients call. */
  readonly ports: readonly LocalServerPort[];
  /** Who may do everything on it. */
  readonly access: LocalAccess;
  /** Settings in the server's own names and words. */
  readonly settings: Readonly<Record<string, string>>;
  /** What is not here as it is where it is shipped to; whole sentences. */
  readonly differs: readonly string[];
}

/** A port of a server, and the door that leads to it. */
export interface LocalServerPort {
  readonly name: string;
  /** What its addresses begin with, e.g. `"postgres"`, `"http"`. */
  readonly scheme: string;
  /** The number that clients expect; its door takes it where nobody else has it. */
  readonly usual: number;
}

/** Who calls, and for what. The password is made on the machine and is in no model. */
export interface LocalAccess {
  readonly user: string;
  /** What stands behind the address, without its slash: a database, a virtual host. */
  readonly path: string;
}

/** A share of a server with a user of its own, such as one database. */
export interface LocalDatabase {
  readonly part: "database";
  /** The id of the server's node. */
  readonly server: string;
  readonly access: LocalAccess;
  /** How many connections its user may have at a time. */
  readonly connections?: number;
}

/** A value that is made once for each copy, and that no one but its readers knows. */
export interface LocalSecret {
  readonly part: "secret";
}
