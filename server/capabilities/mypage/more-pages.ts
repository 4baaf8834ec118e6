import { ordersOf } from "#orders"
import { calendarEvent } from "./calendar-event-rules.ts"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { PageReply, PageRequest } from "#kernel/page"
import { myPageCards, myPageEvents } from "./cards.ts"
import { orderItems } from "./cards/orders.ts"
import { barcodeIn } from "./pieces-rules.ts"
import { myPagePages } from "./ports.ts"
import { pageReply, sayWhy, seeOther, shownFor, signedIn } from "./reader.ts"

/**
 * `GET /s/:slug/my/card`: the member card alone. The phone keeps it for where there is no network; whoever has signed out
 * gets the way in.
 */
export async function showCard(platform: Context, request: PageRequest): Promise<PageReply> {
  const reader = await signedIn(platform, request)
  if (!reader) {
    const { base, choice } = await shownFor(platform, request)
    return seeOther(`${base}${choice}`)
  }
  const { ctx, language, look, base, customer } = reader
  const card = await inTransaction(ctx, async (ctx) => {
    const first = ({ key }: { key: string }) => (key === "member-card" ? 0 : 1)
    for (const one of [...ctx.product.contributed(myPageCards)].sort((a, b) => first(a) - first(b))) {
      const view = await one.read(ctx, customer.customerId, language)
      const found = view && barcodeIn(view.pieces)
      if (found) return found
    }
    return null
  })
  return pageReply(200, ctx.product.use(myPagePages).card({ language, look, base, card }))
}

/** `GET /s/:slug/my/orders?q=`: everything that she has ordered, or what begins with this number (F11). */
export async function showOrders(platform: Context, request: PageRequest): Promise<PageReply> {
  const reader = await signedIn(platform, request)
  if (!reader) {
    const { base, choice } = await shownFor(platform, request)
    return seeOther(`${base}${choice}`)
  }
  const { ctx, language, look, base, choice, customer, brand } = reader
  const asked = (request.query.get("q") ?? "").normalize("NFKC").trim().slice(0, 60)
  const items = await inTransaction(ctx, async (ctx) => {
    const orders = await ordersOf(ctx, customer.customerId, 200)
    const wanted = asked.toLowerCase()
    const found = orders.filter(
      (order) =>
        wanted === "" ||
        order.number.normalize("NFKC").toLowerCase().includes(wanted) ||
        order.lines.some((line) => line.title.normalize("NFKC").toLowerCase().includes(wanted)),
    )
    return orderItems(ctx, found.slice(0, 60), { brand, language })
  })
  return pageReply(200, ctx.product.use(myPagePages).orders({ language, look, base, choice, asked, items }))
}

/** `GET /s/:slug/my/events/:uid`: one of her appointments, for her own calendar. */
export async function showEvent(platform: Context, request: PageRequest): Promise<PageReply> {
  const shown = await shownFor(platform, request)
  const reader = await signedIn(platform, request)
  if (!reader) return seeOther(`${shown.base}${shown.choice}`)
  const { ctx, customer, language, brand } = reader
  const uid = (request.path.uid ?? "").replace(/\.ics$/, "")
  const found = await inTransaction(ctx, async (ctx) => {
    for (const read of ctx.product.contributed(myPageEvents)) {
      const one = (await read(ctx, customer.customerId, language)).find((appointment) => appointment.uid === uid)
      if (one) return one
    }
    return undefined
  })
  if (!found) return sayWhy(shown, KernelError.NotFound({ field: "uid" }))
  return {
    status: 200,
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="event.ics"`,
      "cache-control": "private, no-store",
    },
    body: calendarEvent(found, { domain: brand.slug, made: ctx.now() }),
  }
}
