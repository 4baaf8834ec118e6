import { timingSafeEqual } from "node:crypto"
import { hashed, longSecret } from "#line"
import type { Context } from "#kernel/context"
import type { PageRequest } from "#kernel/page"
import { sessionLifeMs } from "./code-rules.ts"
import { insertSession, selectSession, type Session } from "./storage.ts"

const cookieName = "maido_my"
const codeCookieName = "maido_my_code"

/** A session for this person, as the cookie carries it: a secret of which only a hash is kept, signed for this brand. */
export async function beginSession(ctx: Context, customerId: string): Promise<string> {
  const token = longSecret(ctx)
  const expiresAt = new Date(ctx.now().getTime() + sessionLifeMs)
  await insertSession(ctx, { sessionId: ctx.id(), customerId, expiresAt, tokenHash: hashed(token) })
  return `${token}.${mac(ctx, "session", token)}`
}

export type Open = Session & {
  /** What every form of this session carries: another site can't know it. */
  readonly secret: string
}

/** The session that the browser shows, if it stands. A forged cookie never reaches the database. */
export async function sessionIn(ctx: Context, request: PageRequest): Promise<Open | undefined> {
  const found = new RegExp(`(?:^|; )${cookieName}=([\\w-]{43})\\.([\\w-]{43})(?:;|$)`).exec(
    request.headers.cookie ?? "",
  )
  const [token, signature] = [found?.[1], found?.[2]]
  if (!token || !signature || !same(mac(ctx, "session", token), signature)) return undefined
  const session = await selectSession(ctx, hashed(token))
  return session && { ...session, secret: mac(ctx, "form", token) }
}

/** Whether a form carries what this session's forms carry. */
export const isOurForm = ({ secret }: Open, given: string): boolean => same(secret, given)

const mac = (ctx: Context, what: "session" | "form", token: string) =>
  ctx.keys.mac(`mypage:${what}`, `${ctx.brandId}:${token}`).toString("base64url")

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

type At = { readonly slug: string; readonly origin: string }

const cookie = (name: string, value: string, { slug, origin }: At, seconds: number) =>
  `${name}=${value}; Path=/s/${slug}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${origin.startsWith("https:") ? "; Secure" : ""}`

/** Of the brand's own pages only: another brand under the same host has another path. */
export const sessionCookie = (token: string, at: At) => cookie(cookieName, token, at, sessionLifeMs / 1000)
export const noSessionCookie = (at: At) => cookie(cookieName, "", at, 0)

export const codeCookie = (key: { codeId: string; key: string }, at: At) =>
  cookie(codeCookieName, `${key.codeId}.${key.key}`, at, 600)
export const noCodeCookie = (at: At) => cookie(codeCookieName, "", at, 0)

export function codeKeyIn(request: PageRequest): { readonly codeId: string; readonly key: string } | undefined {
  const found = new RegExp(`(?:^|; )${codeCookieName}=([0-9a-f-]{36})\\.([\\w-]{43})(?:;|$)`).exec(
    request.headers.cookie ?? "",
  )
  return found?.[1] && found[2] ? { codeId: found[1], key: found[2] } : undefined
}
