import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino"

// Personal data and secrets never reach a log (S15): these keys are cut wherever they appear in what is logged.
const secret = [
  "email",
  "phone",
  "name",
  "address",
  "token",
  "authorization",
  "cookie",
  "password",
  "secret",
  "to",
  "body",
  "payload",
]

export function logTo(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[cut]" },
    serializers: { err: describe },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Of an error only what can't hold personal data: a database error's detail quotes the row, so it stays out. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = "code" in error ? error.code : undefined
  const database = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)
  const message =
    database && "table" in error ? `database error ${code} on ${String(error.table ?? "")}` : error.message
  return {
    type: error.name,
    code,
    message: message.slice(0, 500),
    stack: error.stack?.split("\n").slice(1, 12).join("\n"),
  }
}
