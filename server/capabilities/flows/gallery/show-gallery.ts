import { brandById } from "#brands"
import { segmentRows } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { addDays } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { FlowDocument } from "../model.ts"
import { selectFlows } from "../storage.ts"
import type { ReadyFlow, Refs } from "./ready-flow.ts"
import { readyFlows } from "./ready-flows.ts"

/** Stands for a ready-made segment that the brand hasn't got yet: launch checks say so. */
const noSegment = "00000000-0000-4000-8000-000000000000"

/** What documents of the gallery name by key, as far as the brand has it. Nothing is installed by asking. */
export async function refsOf(ctx: Context): Promise<Refs> {
  const segments = new Map(
    (await segmentRows(ctx)).flatMap(({ key, segmentId }) => (key === null ? [] : [[key, segmentId] as const])),
  )
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  return {
    letter: () => null,
    offer: () => null,
    segment: (key) => segments.get(key) ?? noSegment,
    day: (inDays) => addDays(today, inDays),
  }
}

/** Every ready-made flow as it would stand in this brand, and which of them are installed. */
export const showGallery = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const refs = await refsOf(ctx)
    const installed = new Map(
      (await selectFlows(ctx)).flatMap(({ key, flowId, state }) =>
        key === null || state === "archived" ? [] : [[key, flowId] as const],
      ),
    )
    return { items: readyFlows.map((ready) => shown(ready, refs, installed.get(ready.key) ?? null)) }
  })

const shown = (ready: ReadyFlow, refs: Refs, flowId: string | null) => {
  const { key, group, inventory, name, intent, use, letters, offers = [], properties = [] } = ready
  return {
    key,
    group,
    inventory: [...inventory],
    name,
    intent,
    use,
    letters: letters.map((letter) => ({ key: letter.key, name: letter.name })),
    offers: offers.map((offer) => offer.name),
    properties: properties.map(({ label }) => label),
    document: FlowDocument.parse(ready.document(refs)),
    flowId,
  }
}
