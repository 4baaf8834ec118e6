import { createHash } from "node:crypto"
import { z } from "zod"
import { audit, brandById, isTest } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { LineError } from "./errors.ts"
import { type LineWho, readIdToken } from "./id-token-rules.ts"
import { type LineLogin, lineWays } from "./line-port.ts"
import { longSecret } from "./link-secrets.ts"
import { deleteLogin, selectLogin, upsertLogin } from "./storage-logins.ts"

/** What of LINE a shopper's page may offer. */
export type LineOffers = {
  /** The way in by LINE Login is open. */
  readonly login: boolean
  readonly liffId: string | null
}

/** In a transaction. */
export async function lineOffers(ctx: Context): Promise<LineOffers> {
  const login = await selectLogin(ctx)
  return { login: login !== undefined && (await mayLogIn(ctx)), liffId: login?.liffId ?? null }
}

/** A test brand never leads anybody to LINE (M45). */
async function mayLogIn(ctx: Context): Promise<boolean> {
  const brand = await brandById(ctx, ctx.brandId)
  return brand !== undefined && !isTest(brand)
}

export type LoginWish = {
  readonly channelId: string
  /** Left out: the one that is kept. */
  readonly channelSecret?: string | undefined
  readonly liffId: string | null
}

/** Keeps the LINE Login channel; its secret is stored sealed. Throws `line.NoLogin` when there is no secret yet. */
export async function keepLogin(ctx: Context, { channelId, channelSecret, liffId }: LoginWish): Promise<void> {
  const before = await selectLogin(ctx)
  const sealed = channelSecret === undefined ? before?.channelSecret : ctx.keys.seal(channelSecret)
  if (sealed === undefined) throw LineError.NoLogin({ field: "channelSecret" })
  await upsertLogin(ctx, { channelId, channelSecret: sealed, liffId })
  await audit(ctx, { action: "line.login-changed", subject: `line-login:${channelId}`, after: { channelId, liffId } })
}

export async function dropLogin(ctx: Context): Promise<void> {
  await deleteLogin(ctx)
  await audit(ctx, { action: "line.login-removed", subject: "line-login" })
}

/** What the browser keeps between leaving for LINE and coming back. */
export type LoginKept = { readonly state: string; readonly nonce: string; readonly verifier: string }

/**
 * Where to send a browser, and what it must bring back (S11): a state that ties the answer to this browser, a nonce that ties
 * the token to this request, and the verifier of PKCE (RFC 7636, S256). Throws `line.NoLogin`.
 */
export async function beginLogin(ctx: Context, redirectUri: string): Promise<{ url: string; kept: LoginKept }> {
  const { channelId, login } = await channelOf(ctx)
  const kept = { state: longSecret(ctx), nonce: longSecret(ctx), verifier: longSecret(ctx) }
  const query = new URLSearchParams({
    response_type: "code",
    client_id: channelId,
    redirect_uri: redirectUri,
    state: kept.state,
    nonce: kept.nonce,
    scope: "openid",
    code_challenge: createHash("sha256").update(kept.verifier).digest("base64url"),
    code_challenge_method: "S256",
    // Offers to become a friend on the way, unticked.
    bot_prompt: "normal",
  })
  return { url: login.authorizeUrl(query), kept }
}

const Tokens = z.looseObject({ id_token: z.string().max(5_000) })

/** Trades the code that LINE gave for who it is. Throws `line.NoLogin`, `line.LoginFailed`. Outside any transaction. */
export async function finishLogin(
  ctx: Context,
  { code, redirectUri, kept }: { code: string; redirectUri: string; kept: LoginKept },
): Promise<LineWho> {
  const { channelId, channelSecret, login } = await channelOf(ctx)
  const answer = await login.exchange({
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    client_id: channelId,
    client_secret: channelSecret,
    code_verifier: kept.verifier,
  })
  const tokens = answer.status === 200 ? Tokens.safeParse(answer.body) : undefined
  if (!tokens?.success) throw LineError.LoginFailed()
  return whoIs(ctx, tokens.data.id_token, kept.nonce)
}

/** Who opened a page within LINE, by the ID token that LIFF gave it. Throws `line.NoLogin`, `line.LoginFailed`. */
export const readLiff = (ctx: Context, idToken: string): Promise<LineWho> => whoIs(ctx, idToken, null)

async function whoIs(ctx: Context, token: string, nonce: string | null): Promise<LineWho> {
  const { channelId, channelSecret, login } = await channelOf(ctx)
  const who = await readIdToken({ token, channelId, channelSecret, nonce, keys: login.keys, now: ctx.now() })
  if (!who) throw LineError.LoginFailed()
  return who
}

async function channelOf(ctx: Context): Promise<{ channelId: string; channelSecret: string; login: LineLogin }> {
  const row = await inTransaction(ctx, async (ctx) => ((await mayLogIn(ctx)) ? selectLogin(ctx) : undefined))
  if (!row) throw LineError.NoLogin()
  const { login } = ctx.product.use(lineWays)
  return { channelId: row.channelId, channelSecret: ctx.keys.open(row.channelSecret), login }
}
