import { z } from "zod"
import { customerById, peekIdentities } from "#customers"
import { sayByLine, sixDigits } from "#line"
import { planMessage } from "#messages"
import { brandAtHand } from "#tracking"
import type { Context } from "#kernel/context"
import { appliedEffect } from "#kernel/effects"
import { codeMail } from "./messages/code.ts"
import { type AskedCode, selectCode, setCode } from "./storage.ts"

/** Makes the six digits and mails them, where there is somebody to mail them to. */
export const sendCode = appliedEffect({
  kind: "mypage.send-code",
  title: { ja: "マイページの確認番号を送る", en: "Send the code for a personal page" },
  payload: z.object({ codeId: z.uuid() }),
  subject: ({ codeId }) => `my-page-code:${codeId}`,
  isPrompt: true,
  apply: async (ctx, { codeId }) => {
    const asked = await selectCode(ctx, codeId)
    if (!asked || asked.expiresAt <= ctx.now()) return
    const to = await readerOf(ctx, asked)
    if (!to) return
    const code = sixDigits(ctx)
    const { brand } = await brandAtHand(ctx)
    const said = asked.byLine && to.customerId !== null && (await byLine(ctx, asked, to.customerId, brand.name, code))
    await setCode(ctx, codeId, to.customerId, codeHash(ctx, codeId, code), said ? "line" : "email")
    if (said) return
    await planMessage(ctx, {
      kind: codeMail,
      customerId: to.customerId,
      language: asked.language,
      to: { address: to.address },
      facts: { brand: brand.name, code },
      key: `${codeMail.name}:${codeId}`,
      expiresAt: asked.expiresAt,
    })
  },
})

const byLine = (ctx: Context, asked: AskedCode, customerId: string, brand: string, code: string): Promise<boolean> =>
  sayByLine(ctx, {
    sayId: ctx.id(),
    customerId,
    expiresAt: asked.expiresAt,
    text:
      asked.language === "ja"
        ? `${brand}のマイページの確認番号は ${code} です。10分のあいだ使えます。お心当たりがなければ、何もしないでください。番号をだれにも伝えないでください。`
        : `${code} is your code for ${brand}. It works for ten minutes. If you did not ask for it, do nothing, and tell it to nobody.`,
  })

/** Whom a code goes to. An address that nobody has gets one only when it wants to join. */
async function readerOf(
  ctx: Context,
  asked: AskedCode,
): Promise<{ readonly customerId: string | null; readonly address: string } | undefined> {
  if (asked.customerId !== null) {
    const customer = await customerById(ctx, asked.customerId)
    if (!customer?.email || customer.erasedAt) return undefined
    return { customerId: customer.customerId, address: customer.email }
  }
  if (asked.address === null) return undefined
  const address = ctx.keys.open(asked.address)
  const [owner] = await peekIdentities(ctx, [{ kind: "email", issuer: "", value: address }])
  if (owner) return { customerId: owner.customerId, address }
  return asked.intent === "join" ? { customerId: null, address } : undefined
}

/** Six digits are few: without the installation's key their hash tells nothing. */
export const codeHash = (ctx: Context, codeId: string, code: string): string =>
  ctx.keys.fingerprint(`${ctx.brandId}:mypage-code:${codeId}:${code}`)
