/** How sessions live. Long enough for a working day, short enough for a forgotten tablet. */
export const sessionLimits = {
  /** A sign-in that is not finished (code, passkey) within this time is void. */
  unfinishedMs: 10 * 60_000,
  /** Without any request. */
  idleMs: 12 * 3_600_000,
  /** In any case. */
  wholeMs: 7 * 86_400_000,
  /** How long a proof of who one is counts as fresh for sensitive changes (S10). */
  freshMs: 15 * 60_000,
  /** Wrong codes after which a sign-in must start over. */
  codeTries: 5,
} as const

/** Over https the name forbids the browser to take it from a subdomain or a path (S06); plain http is for localhost only. */
export const cookieNames = { secure: "__Host-maido", plain: "maido" } as const

/** The session token in a Cookie header, and whether it came under the protected name. */
export function readCookie(header: string | undefined): { token: string; secure: boolean } | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split("="))
  for (const secure of [true, false]) {
    const found = pairs.find(([name]) => name === (secure ? cookieNames.secure : cookieNames.plain))
    if (found?.[1] && /^[\w-]{43}$/.test(found[1])) return { token: found[1], secure }
  }
  return undefined
}

/** The Set-Cookie header that hands a session to the browser; an empty token takes it back. */
export function writeCookie(token: string, secure: boolean): string {
  const name = secure ? cookieNames.secure : cookieNames.plain
  const life = token === "" ? 0 : sessionLimits.wholeMs / 1000
  return `${name}=${token}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`
}
