/** Where a mail server is and how to speak to it. */
export type SmtpServer = {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the first byte (465). `required`: STARTTLS or nothing. `offered`: STARTTLS when there is one. */
  readonly tls: "implicit" | "required" | "offered" | "none"
  /** Certificates that are trusted besides the system's, in PEM. */
  readonly trust?: string
  readonly login?: { readonly user: string; readonly password: string }
  /** What we call ourselves in EHLO. */
  readonly helloName: string
  /** A server that a brand has named: it may not lead into our own network (S35). */
  readonly publicOnly?: boolean
}

/** How long each phase may take, in ms (F43). A trickle of bytes does not prolong it. */
export type SmtpTimeouts = {
  readonly connectMs: number
  readonly greetingMs: number
  readonly commandMs: number
  readonly dataMs: number
}
export const defaultTimeouts: SmtpTimeouts = {
  connectMs: 10_000,
  greetingMs: 30_000,
  commandMs: 60_000,
  dataMs: 300_000,
}

/**
 * `smtp://user:password@host:587`, `smtps://host`; `?tls=required|offered|none` overrules the default, which is to
 * require TLS as soon as a password would be sent. Throws a sentence that says what is wrong.
 */
export function smtpServerFrom(url: string, helloName: string): SmtpServer {
  const at = URL.canParse(url) ? new URL(url) : undefined
  if (!at || !["smtp:", "smtps:"].includes(at.protocol) || at.hostname === "") {
    throw new Error("a mail server is given as smtp://user:password@host:port or smtps://…")
  }
  const isImplicit = at.protocol === "smtps:"
  const login =
    at.username === ""
      ? undefined
      : { user: decodeURIComponent(at.username), password: decodeURIComponent(at.password) }
  const asked = at.searchParams.get("tls")
  if (asked !== null && asked !== "required" && asked !== "offered" && asked !== "none") {
    throw new Error("tls can be required, offered or none")
  }
  const host = at.hostname.replace(/^\[|\]$/g, "")
  const usual = login && !isLoopback(host) ? "required" : "offered"
  return {
    host,
    port: at.port === "" ? (isImplicit ? 465 : 587) : Number(at.port),
    tls: isImplicit ? "implicit" : (asked ?? usual),
    ...(login ? { login } : {}),
    helloName,
  }
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.")
