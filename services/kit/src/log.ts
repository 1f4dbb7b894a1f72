/** From most to least talkative; "debug" has a line for every request. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Facts of one event; the event's name is the message. */
export type Fields = Readonly<Record<string, unknown>>;
type Write = (event: string, fields?: Fields) => void;

/** Writes events, one JSON object a line. */
export interface Log {
  readonly level: LogLevel;
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** A log that leaves out what is below its level. */
export function createLog(
  level: LogLevel,
  write: (line: string) => void,
  wallMs: () => number,
): Log {
  const at = (own: LogLevel): Write => {
    if (logLevels.indexOf(own) < logLevels.indexOf(level)) return () => {};
    return (event, fields = {}) => {
      const time = new Date(wallMs()).toISOString();
      write(JSON.stringify({ time, level: own, event, ...fields }));
    };
  };
  return { level, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
