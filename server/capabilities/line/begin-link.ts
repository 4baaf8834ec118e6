import { brandLook } from "#brands"
import { customerById, peekIdentities, readEmail } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { planMessage } from "#messages"
import { LineError } from "./errors.ts"
import { isHashOf, hashed, longSecret, sixDigits } from "./link-secrets.ts"
import { linkCodeMail } from "./messages/link-code.ts"
import { selectAccount } from "./storage.ts"
import { selectFriendsOf } from "./storage-friends.ts"
import {
  countRecent,
  countTry,
  insertAttempt,
  type LinkAttempt,
  type LinkChoice,
  markProven,
  selectAttempt,
  setNonce,
} from "./storage-links.ts"

const lifeMs = 10 * 60_000
const mostTries = 5
/** Codes that one person is sent within the life of one: more would be somebody else's mischief. */
const mostCodes = 3

/** What the browser keeps: it is who began, and nobody else goes on (M44). */
export type LinkKey = { readonly attemptId: string; readonly key: string }

/**
 * Somebody in LINE says which address is theirs. A code goes there if the shop knows it; the answer is the same either way.
 * Throws `line.BadAddress`, `line.NotConnected`.
 */
export async function beginLink(ctx: Context, wanted: { linkToken: string; email: string }): Promise<LinkKey> {
  const read = readEmail(wanted.email)
  if ("fault" in read) throw LineError.BadAddress({ field: "email" })
  const email = wanted.email.trim()
  const key = longSecret(ctx)
  const code = sixDigits(ctx)
  const attemptId = ctx.id()
  const expiresAt = new Date(ctx.now().getTime() + lifeMs)
  await inTransaction(ctx, async (ctx) => {
    const account = await selectAccount(ctx)
    if (!account) throw LineError.NotConnected()
    const [owner] = await peekIdentities(ctx, [{ kind: "email", issuer: "", value: email }])
    const customerId = owner?.customerId ?? null
    const recent = customerId === null ? 0 : await countRecent(ctx, customerId, new Date(ctx.now().getTime() - lifeMs))
    await insertAttempt(ctx, {
      attemptId,
      accountId: account.accountId,
      linkToken: ctx.keys.seal(wanted.linkToken),
      keyHash: hashed(key),
      email: ctx.keys.seal(email),
      customerId,
      codeHash: codeHash(ctx, attemptId, code),
      expiresAt,
    })
    if (customerId !== null && recent < mostCodes)
      await mailCode(ctx, { attemptId, customerId, email, code, expiresAt })
  })
  return { attemptId, key }
}

type Coded = { attemptId: string; customerId: string; email: string; code: string; expiresAt: Date }

async function mailCode(ctx: Context, { attemptId, customerId, email, code, expiresAt }: Coded): Promise<void> {
  const customer = await customerById(ctx, customerId)
  const { name } = await brandLook(ctx)
  await planMessage(ctx, {
    kind: linkCodeMail,
    customerId,
    language: customer?.language ?? "ja",
    to: { address: email },
    facts: { brand: name, code },
    key: `line.link-code:${attemptId}`,
    expiresAt,
  })
}

/** What can go on: begun in this browser, not too old, not used. Throws `line.LinkOver`. */
async function attemptOf(ctx: Context, { attemptId, key }: LinkKey): Promise<LinkAttempt> {
  const attempt = await selectAttempt(ctx, attemptId)
  const isTheirs = attempt !== undefined && isHashOf(key, attempt.keyHash)
  if (!isTheirs || attempt.usedAt !== null || attempt.expiresAt <= ctx.now()) throw LineError.LinkOver()
  return attempt
}

/**
 * The code shows whose address it is. Answers whether that person has another LINE already: then they say what becomes of it.
 * Throws `line.LinkOver`, also after too many tries, and `line.WrongCode`.
 */
export async function proveLink(ctx: Context, which: LinkKey, code: string): Promise<{ hasAnother: boolean }> {
  const outcome = await inTransaction(ctx, async (ctx) => {
    const attempt = await attemptOf(ctx, which)
    // Counted before it is looked at, and kept also when it is wrong.
    const tries = await countTry(ctx, which.attemptId)
    if (tries > mostTries) return LineError.LinkOver()
    const isRight = attempt.customerId !== null && codeHash(ctx, which.attemptId, code.trim()) === attempt.codeHash
    if (!isRight || attempt.customerId === null) return LineError.WrongCode({ left: mostTries - tries, field: "code" })
    await markProven(ctx, which.attemptId)
    const others = await selectFriendsOf(ctx, [attempt.customerId])
    return { hasAnother: others.some(({ accountId }) => accountId === attempt.accountId) }
  })
  if (outcome instanceof Error) throw outcome
  return outcome
}

/** What LINE's own page needs to end it: its token, and a nonce that works once. Throws `line.LinkOver`. */
export async function handOver(
  ctx: Context,
  which: LinkKey,
  choice: LinkChoice | null,
): Promise<{ linkToken: string; nonce: string }> {
  return inTransaction(ctx, async (ctx) => {
    const attempt = await attemptOf(ctx, which)
    if (attempt.provenAt === null) throw LineError.LinkOver()
    const nonce = longSecret(ctx)
    await setNonce(ctx, which.attemptId, hashed(nonce), choice)
    return { linkToken: ctx.keys.open(attempt.linkToken), nonce }
  })
}

/** Six digits are few: with the installation's key their hash tells nothing. */
const codeHash = (ctx: Context, attemptId: string, code: string): string =>
  ctx.keys.fingerprint(`${ctx.brandId}:line-link:${attemptId}:${code}`)
