import { resolve } from "node:path"
import { z } from "zod"

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1")

/** Every setting that the environment may give. Nothing needs to be set to start. `.env.example` is made from this. */
export const settings = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(7100).describe("Port of the web server"),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on; 0.0.0.0 behind a proxy or in a container"),
  MAIDO_HOME: z.string().default(".maido").describe("Data folder: databases, keys, files"),
  MAIDO_URL: z
    .url()
    .optional()
    .describe("Public address, such as https://maido.example.jp; links in messages begin with it"),
  MAIDO_ROLE: z.enum(["all", "web", "worker"]).default("all").describe("What this process does"),
  DATABASE_URL: z.string().optional().describe("Postgres 18 or newer (the owner's role) instead of the embedded one"),
  MAIDO_APP_DATABASE_URL: z
    .string()
    .optional()
    .describe("The same database as the role maido_app, when it is not embedded"),
  CLICKHOUSE_URL: z.string().optional().describe("ClickHouse server instead of the embedded one"),
  SMTP_URL: z
    .string()
    .optional()
    .describe("smtp(s)://user:password@host:port; without it mails go to the built-in catcher"),
  MAIDO_RETURNS_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe("Port on which bounces and complaints are taken by SMTP, 25 or behind a forward; without it none are"),
  MAIDO_RETURNS_HOST: z.string().default("0.0.0.0").describe("Address to listen on for bounces and complaints"),
  SMS_URL: z
    .url()
    .optional()
    .describe("Where SMS are handed in: a provider that speaks Twilio's API; without it Twilio itself"),
  DM_URL: z
    .url()
    .optional()
    .describe("For tests: where Meta's Send API is spoken to instead of at Meta, http and local addresses allowed"),
  KLAVIYO_URL: z
    .url()
    .optional()
    .describe("For tests: where Klaviyo's API is asked instead of at Klaviyo, http and local addresses allowed"),
  LINE_URL: z
    .url()
    .optional()
    .describe(
      "For tests: where LINE's Messaging API is spoken to instead of at LINE, http and local addresses allowed",
    ),
  MAIDO_TRUST_PROXY: z
    .string()
    .optional()
    .describe("Addresses of proxies whose X-Forwarded-For is believed, comma separated"),
  MAIDO_DEMO: z.enum(["0", "1"]).default("1").describe("1 fills an empty installation with the demo brand"),
  MAIDO_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("info").describe("How much is logged"),
  MAIDO_CRASH_AT: z.string().optional().describe("For fault tests: dies at this crash point"),
  MAIDO_TEST_CLOCK: flag.describe("1 lets a test move the clock of this process"),
} as const

const Settings = z.object(settings)
export type Config = z.infer<typeof Settings> & { readonly home: string }

/** The environment, checked. Throws one sentence that names each wrong setting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")
    throw new Error(`settings are not valid: ${wrong}`)
  }
  return { ...parsed.data, home: resolve(parsed.data.MAIDO_HOME) }
}

/** The text of `.env.example`: every setting with its meaning and default. */
export function exampleEnv(): string {
  return Object.entries(settings)
    .map(([name, setting]) => {
      const fallback = Settings.shape[name as keyof typeof settings].safeParse(undefined) // safe: `name` is one of its keys
      const value =
        fallback.success && fallback.data !== undefined ? String(fallback.data === false ? 0 : fallback.data) : ""
      return `# ${setting.description ?? ""}\n${value === "" ? "#" : ""}${name}=${value}\n`
    })
    .join("\n")
}

export const environment = (): Record<string, string | undefined> => process.env
