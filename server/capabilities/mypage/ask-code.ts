import { hashed, longSecret } from "#line"
import { mailAddressKey, readMailAddress } from "#messages"
import { type Context, inTransaction, lock } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import type { Language } from "#kernel/text"
import { codeLifeMs, hourMs, mostPerAddress, mostPerNetwork, networkOf } from "./code-rules.ts"
import { MyPageError } from "./errors.ts"
import { sendCode } from "./send-code.ts"
import { countAsked, insertCode } from "./storage.ts"

/** What the asking browser keeps: nobody else goes on with its code. */
export type CodeKey = { readonly codeId: string; readonly key: string }

export type WantedCode = {
  /** Whose page: an address that was typed, or the person whom a link of ours names. */
  readonly who: { readonly email: string } | { readonly customerId: string }
  readonly intent: "open" | "join"
  /** By LINE, where she has one linked; else by mail. */
  readonly byLine?: boolean
  readonly wantsNews: boolean
  readonly language: Language
  /** The card to go to afterwards. */
  readonly goesTo: string
  readonly ip: string
}

/**
 * Notes that a code was asked for. Whether anybody has the address is looked up later, by the effect that mails: what the
 * browser sees, and how long it takes, is the same for every address (S-LINK6). Throws `mypage.BadAddress`,
 * `mypage.TooManyCodes` for a network that asks too often.
 */
export async function askCode(ctx: Context, wanted: WantedCode): Promise<CodeKey> {
  const { who } = wanted
  const address = "email" in who ? readAddress(who.email) : null
  const addressHash = fingerprint(ctx, address === null ? `customer:${idOf(who)}` : `mail:${address.key}`)
  const netHash = fingerprint(ctx, `net:${networkOf(wanted.ip)}`)
  const [codeId, key, now] = [ctx.id(), longSecret(ctx), ctx.now()]
  await inTransaction(ctx, async (ctx) => {
    await lock(ctx, `mypage.code:${addressHash}`)
    const since = new Date(now.getTime() - hourMs)
    const asked = await countAsked(ctx, { addressHash, netHash, since })
    if (asked.net >= mostPerNetwork) throw MyPageError.TooManyCodes({ retryAfterSeconds: hourMs / 1000 })
    await insertCode(ctx, {
      codeId,
      keyHash: hashed(key),
      address: address === null ? null : ctx.keys.seal(address.address),
      addressHash,
      netHash,
      intent: wanted.intent,
      // Who joins shows an address: only a mail can do that.
      byLine: wanted.intent === "open" && wanted.byLine === true,
      wantsNews: wanted.wantsNews,
      language: wanted.language,
      goesTo: wanted.goesTo,
      customerId: "customerId" in who ? who.customerId : null,
      askedAt: now,
      expiresAt: new Date(now.getTime() + codeLifeMs),
    })
    if (asked.address < mostPerAddress) await enqueue(ctx, sendCode, { codeId }, { key: codeId })
  })
  return { codeId, key }
}

const idOf = (who: WantedCode["who"]) => ("customerId" in who ? who.customerId : "")

const fingerprint = (ctx: Context, value: string) => ctx.keys.fingerprint(`${ctx.brandId}:mypage:${value}`)

function readAddress(written: string): { readonly address: string; readonly key: string } {
  const read = readMailAddress(written)
  const key = "problem" in read ? undefined : mailAddressKey(read.address)
  if ("problem" in read || !key) throw MyPageError.BadAddress({ field: "email" })
  return { address: read.address, key }
}
