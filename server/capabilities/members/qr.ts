import { createHmac, timingSafeEqual } from "node:crypto"
import type { Context } from "#kernel/context"
import { readCard } from "./card-rules.ts"

/** What the QR code of a card says: the number, and a mark that only we can make, so that nobody draws one from a guess. */
export const qrOf = (ctx: Pick<Context, "keys" | "brandId">, card: string): string => `M1.${card}.${mark(ctx, card)}`

/** The card's number; undefined when it is no QR code of this brand's cards. */
export function readQr(ctx: Pick<Context, "keys" | "brandId">, text: string): string | undefined {
  const [head, number = "", given = ""] = text.trim().split(".")
  const card = readCard(number)
  if (head !== "M1" || card === undefined) return undefined
  const expected = Buffer.from(mark(ctx, card))
  const said = Buffer.from(given)
  return said.length === expected.length && timingSafeEqual(said, expected) ? card : undefined
}

const mark = (ctx: Pick<Context, "keys" | "brandId">, card: string): string =>
  createHmac("sha256", ctx.keys.signing("member-card"))
    .update(`${ctx.brandId}:${card}`)
    .digest("base64url")
    .slice(0, 16)
