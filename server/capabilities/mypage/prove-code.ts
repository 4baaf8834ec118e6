import { createHash } from "node:crypto"
import { resolveCustomer } from "#customers"
import { isHashOf } from "#line"
import { agree } from "#signups"
import { type Context, inTransaction } from "#kernel/context"
import type { CodeKey } from "./ask-code.ts"
import { entrances } from "./cards.ts"
import { mostTries, typedDigits } from "./code-rules.ts"
import { MyPageError } from "./errors.ts"
import { newsWords } from "./news-words-rules.ts"
import { codeHash } from "./send-code.ts"
import { beginSession } from "./session.ts"
import { type AskedCode, countTry, selectCode, useCode } from "./storage.ts"

export type Proven = {
  readonly token: string
  readonly customerId: string
  readonly goesTo: string
  readonly joined: boolean
}

/**
 * Whoever has the code has the address: a session begins, a wish to join comes true, and letters are agreed to where they
 * were asked for. A code works once, in the browser that asked, for ten minutes and five tries. Throws `mypage.CodeOver`,
 * `mypage.WrongCode`.
 */
export async function proveCode(ctx: Context, which: CodeKey, typed: string): Promise<Proven> {
  const outcome = await inTransaction(ctx, async (ctx) => {
    const asked = await standing(ctx, which)
    // Counted before it is looked at, and kept also when it is wrong.
    await countTry(ctx, which.codeId)
    if (asked.codeHash === null || codeHash(ctx, which.codeId, typedDigits(typed)) !== asked.codeHash)
      return MyPageError.WrongCode({ left: mostTries - asked.tries - 1, field: "code" })
    await useCode(ctx, which.codeId)
    const customerId = await personOf(ctx, asked)
    if (asked.intent === "join") await enter(ctx, asked, customerId)
    const token = await beginSession(ctx, customerId)
    return { token, customerId, goesTo: asked.goesTo, joined: asked.intent === "join" }
  })
  if (outcome instanceof Error) throw outcome
  return outcome
}

/** The code as it was asked for, while it can be used by this browser. Throws `mypage.CodeOver`. */
export async function standing(ctx: Context, { codeId, key }: CodeKey): Promise<AskedCode> {
  const asked = await selectCode(ctx, codeId, true)
  const isOver = !asked || !isHashOf(key, asked.keyHash) || asked.usedAt !== null || asked.expiresAt <= ctx.now()
  if (isOver || asked.tries >= mostTries) throw MyPageError.CodeOver()
  return asked
}

async function personOf(ctx: Context, asked: AskedCode): Promise<string> {
  // A code by LINE says nothing about the address that was typed: whose LINE it is stands with the code.
  if (asked.address === null || asked.sentBy === "line") {
    if (asked.customerId === null) throw MyPageError.CodeOver()
    return asked.customerId
  }
  const value = ctx.keys.open(asked.address)
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value, verified: true }],
    ...(asked.intent === "join" ? { profile: { language: asked.language } } : {}),
    source: "my-page",
    at: ctx.now(),
  })
  return customerId
}

async function enter(ctx: Context, asked: AskedCode, customerId: string): Promise<void> {
  for (const entrance of ctx.product.contributed(entrances)) await entrance(ctx, { customerId, at: ctx.now() })
  if (!asked.wantsNews || asked.address === null) return
  const shown = newsWords[asked.language]
  const said = {
    customerId,
    channel: "email",
    purpose: "marketing",
    source: "my-page-join",
    wording: `mypage/join@1/${asked.language}`,
    wordingHash: createHash("sha256").update(shown).digest("hex"),
    locale: asked.language,
    ip: null,
    evidence: {
      codeId: asked.codeId,
      shown,
      askedAt: asked.askedAt.toISOString(),
      confirmedAt: ctx.now().toISOString(),
    },
  } as const
  await agree(ctx, said, ctx.keys.open(asked.address))
}
