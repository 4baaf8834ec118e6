import type { Customer } from "#customers"
import { type Context, inOneMoment, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { arranged } from "./arrange-rules.ts"
import { type MyPageCard, myPageCards } from "./cards.ts"
import type { CardView } from "./model-card.ts"
import type { CardOnPage } from "./model-pages.ts"
import type { MyPageSettings } from "./model-settings.ts"
import { forLink } from "./pieces-rules.ts"
import { myPageSettings } from "./settings.ts"
import { selectMutes } from "./storage-cards.ts"

export type CardsRead = {
  readonly cards: readonly CardOnPage[]
  readonly muted: readonly { readonly key: string; readonly title: string }[]
  readonly greeting: string | null
}

type Whose = { readonly customerId: string; readonly language: Language; readonly byLink: boolean }

/**
 * All cards of a customer's page, in the brand's order. Read in one transaction; where one fails, each is read by itself, and
 * the page says of the one that fails that it can't be shown now.
 */
export async function readCards(ctx: Context, whose: Whose, draft?: MyPageSettings): Promise<CardsRead> {
  const { settings, muted, all, shown, views } = await readTogether(ctx, whose, draft).catch((error: unknown) => {
    ctx.log.warn({ err: error }, "a card of a customer's page could not be read")
    return readOneByOne(ctx, whose, draft)
  })
  const titleOf = ({ key, title }: MyPageCard) => settings.titles[key]?.[whose.language] || title[whose.language]
  const cards = shown.flatMap((card, index): CardOnPage[] => {
    const view = views[index]
    if (view === null) return []
    const kept = view === undefined ? null : whose.byLink ? forLink(view) : view
    return [{ key: card.key, title: titleOf(card), view: kept, mayMute: !firm.has(card.key) && !whose.byLink }]
  })
  return {
    cards,
    muted: all.filter(({ key }) => muted.includes(key)).map((card) => ({ key: card.key, title: titleOf(card) })),
    greeting: settings.greeting[whose.language] || null,
  }
}

/** What is hers by right is not put away by a press: what she holds, what she has bought, what she may decide. */
const firm: ReadonlySet<string> = new Set(["member-card", "points", "orders", "messages", "preferences"])

/** What of the page is settled before any card is read. */
async function readFrame(ctx: Context, whose: Whose, draft: MyPageSettings | undefined) {
  const settings = draft ?? (await myPageSettings(ctx))
  const muted = await selectMutes(ctx, whose.customerId)
  const all = arranged(ctx.product.contributed(myPageCards), settings).filter((card) => !whose.byLink || card.byLink)
  return { settings, muted, all, shown: all.filter(({ key }) => !muted.includes(key)) }
}

/** A view for each card that is shown: null has nothing to say, undefined could not be read. */
type Read = Awaited<ReturnType<typeof readFrame>> & { readonly views: readonly (CardView | null | undefined)[] }

const readTogether = (ctx: Context, whose: Whose, draft: MyPageSettings | undefined): Promise<Read> =>
  inOneMoment(ctx, async (ctx) => {
    const frame = await readFrame(ctx, whose, draft)
    const views = await Promise.all(frame.shown.map((card) => card.read(ctx, whose.customerId, whose.language)))
    return { ...frame, views }
  })

async function readOneByOne(ctx: Context, whose: Whose, draft: MyPageSettings | undefined): Promise<Read> {
  const frame = await inTransaction(ctx, (ctx) => readFrame(ctx, whose, draft))
  const views = await Promise.all(
    frame.shown.map((card) =>
      inTransaction(ctx, (ctx) => card.read(ctx, whose.customerId, whose.language)).catch((error: unknown) => {
        ctx.log.error({ err: error, card: card.key }, "card")
        return undefined
      }),
    ),
  )
  return { ...frame, views }
}

/** The name as the page greets her. */
export function nameOf({ familyName, givenName, displayName }: Customer, language: Language): string | null {
  const whole = language === "ja" ? [familyName, givenName] : [givenName, familyName]
  const name = whole.filter(Boolean).join(" ") || displayName
  return name ? (language === "ja" ? `${name} 様` : name) : null
}
