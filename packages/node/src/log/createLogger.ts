/** What a line says besides its event. bigints are written as text; errors as their name and message. */
export type LogFields = Readonly<Record<string, unknown>>;

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Logger = Readonly<Record<LogLevel, (event: string, fields?: LogFields) => void>>;

/** Writes one line of JSON a fact. What is logged in one turn is written at once. */
export function createLogger({
  level,
  write,
}: {
  level: LogLevel;
  write: (lines: string) => void;
}): Logger {
  let pending = "";

  function log(at: LogLevel, event: string, fields: LogFields = {}): void {
    if (LOG_LEVELS.indexOf(at) < LOG_LEVELS.indexOf(level)) return;
    if (pending === "") setImmediate(flush);
    const line = { time: new Date().toISOString(), level: at, event, ...fields };
    pending += `${JSON.stringify(line, toLoggable)}\n`;
  }

  function flush(): void {
    const lines = pending;
    pending = "";
    write(lines);
  }

  return {
    debug: (event, fields) => {
      log("debug", event, fields);
    },
    info: (event, fields) => {
      log("info", event, fields);
    },
    warn: (event, fields) => {
      log("warn", event, fields);
    },
    error: (event, fields) => {
      log("error", event, fields);
    },
  };
}

/** Names that never reach a log, whoever passes them. */
const SECRET_NAME = /key$|password|secret|token$/i;
const MAX_TEXT_LENGTH = 500;

function toLoggable(name: string, value: unknown): unknown {
  if (SECRET_NAME.test(name)) return "[hidden]";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Error) {
    const { name: kind, message, cause } = value;
    return { name: kind, message: message.slice(0, MAX_TEXT_LENGTH), cause };
  }
  return value;
}
