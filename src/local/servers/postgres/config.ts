import { loopback } from "../../plan/loopback.ts";

/** What the configuration of one member depends on. */
export interface MemberSettings {
  readonly name: string;
  readonly port: number;
  /** From the model, in PostgreSQL's own names. */
  readonly settings: Readonly<Record<string, string>>;
  /** The member whose acknowledgement commits wait for; none: nobody's. */
  readonly waitsFor?: string;
  /** Where the primary is; none: this one is it. */
  readonly follows?: { readonly port: number; readonly user: string; readonly password: string };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What initdb has written down that the first primary was made with. */
const initialConnections = 100;

/** A standby refuses to start with fewer connections than its primary last had, whose first are these. */
const standbyConnections = ({ max_connections: most }: MemberSettings["settings"]): string =>
  String(Math.max(initialConnections, Number(most ?? 0)));

/**
 * `postgresql.conf`, whole: it is written anew at each start and at each change of roles, so that
 * what is in force can be read in one place.
 */
export const postgresConf = (of: MemberSettings): string => {
  const { name, port, settings, waitsFor, follows } = of;
  const upstream =
    follows &&
    `host=${loopback} port=${follows.port} user=${follows.user} password=${follows.password} ` +
      `application_name=${name} connect_timeout=2`;
  const lines: Readonly<Record<string, string>> = {
    listen_addresses: loopback,
    port: String(port),
    unix_socket_directories: "",
    // In its own folder, which goes with it: POSIX segments of a killed server stay with the machine.
    dynamic_shared_memory_type: "mmap",
    password_encryption: "scram-sha-256",
    cluster_name: name,
    log_line_prefix: "",
    ...settings,
    ...(follows !== undefined && { max_connections: standbyConnections(settings) }),
    wal_level: "replica",
    hot_standby: "on",
    // A member that comes back finds what it has missed; one that has missed more is made anew.
    wal_keep_size: "1GB",
    // Its default of 5 s is what a standby that starts beside its primary would wait for it.
    wal_retrieve_retry_interval: "200ms",
    wal_receiver_status_interval: "1s",
    wal_sender_timeout: "5s",
    wal_receiver_timeout: "5s",
    synchronous_standby_names: waitsFor === undefined ? "" : `"${waitsFor}"`,
    ...(upstream !== undefined && { primary_conninfo: upstream }),
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key} = ${quoted(value)}\n`)
    .join("");
};

/** `pg_hba.conf`: everybody with a password, over loopback, and nobody else. */
export const hbaConf = [
  `host all all ${loopback}/32 scram-sha-256`,
  `host replication all ${loopback}/32 scram-sha-256`,
  "",
].join("\n");
