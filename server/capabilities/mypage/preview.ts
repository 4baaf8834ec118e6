import { customerById } from "#customers"
import { brandAtHand, shopLook } from "#tracking"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { MyPageError } from "./errors.ts"
import type { MyPageSettings } from "./model-settings.ts"
import { optionsOf } from "./options-rules.ts"
import { myPagePages } from "./ports.ts"
import { nameOf, readCards } from "./read-cards.ts"

type Wanted = {
  readonly customerId: string
  readonly settings?: MyPageSettings | undefined
  readonly language: Language
  readonly byLink: boolean
}

/** A real customer's page as these settings would show it; its forms lead nowhere. Throws `mypage.UnknownCustomer`. */
export async function previewMyPage(ctx: Context, wanted: Wanted): Promise<{ html: string }> {
  const { language, byLink, settings } = wanted
  const customer = await customerById(ctx, wanted.customerId)
  if (!customer || customer.erasedAt) throw MyPageError.UnknownCustomer({ field: "customerId" })
  const { customerId } = customer
  const { brand, look } = await brandAtHand(ctx)
  const { cards, muted, greeting } = await readCards(ctx, { customerId, language, byLink }, settings)
  const base = `/s/${brand.slug}/my`
  const link = byLink ? "" : null
  const forms = { base, choice: "", secret: "", link, key: "", asks: [], open: byLink ? [] : null, isPreview: true }
  const html = ctx.product.use(myPagePages).my({
    language,
    look: shopLook(look, language, null, null),
    forms,
    name: byLink ? null : nameOf(customer, language),
    greeting,
    said: null,
    problem: null,
    cards,
    muted,
    options: optionsOf(cards, { language, base, choice: "" }),
  })
  return { html }
}
