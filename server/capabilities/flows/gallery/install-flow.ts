import { defineProperty, propertyDefinitions } from "#customers"
import { makeOffer, offersWithCounts } from "#offers"
import { installLetter } from "#templates"
import { type Context, inTransaction, lock } from "#kernel/context"
import { createFlow } from "../edit-flows.ts"
import { FlowError } from "../errors.ts"
import { FlowDocument } from "../model.ts"
import { oneFlow } from "../show-flows.ts"
import { selectFlows } from "../storage.ts"
import type { ReadyFlow, ReadyOffer, ReadyProperty } from "./ready-flow.ts"
import { readyFlows } from "./ready-flows.ts"
import { refsOf } from "./show-gallery.ts"

/**
 * Makes a ready-made flow a draft of the brand, with its letters published as templates, its offers as drafts, and the
 * properties it reads. A second time it is the flow from before, whatever has been made of it. Throws `flows.UnknownReady`.
 */
export const installFlow = (ctx: Context, key: string) =>
  inTransaction(ctx, async (ctx) => {
    const ready = readyFlows.find((one) => one.key === key)
    if (!ready) throw FlowError.UnknownReady({ key, field: "key" })
    await lock(ctx, "flows.gallery")
    const known = (await selectFlows(ctx)).find((row) => row.key === key && row.state !== "archived")
    if (known) return oneFlow(ctx, known.flowId)
    await addProperties(ctx, ready.properties ?? [])
    const letters = await lettersOf(ctx, ready)
    const offers = await offersOf(ctx, ready.offers ?? [])
    const refs = await refsOf(ctx)
    const document = FlowDocument.parse(
      ready.document({
        ...refs,
        letter: (letter) => letters.get(letter) ?? null,
        offer: (offer) => offers.get(offer) ?? null,
      }),
    )
    return createFlow(ctx, { name: ready.name, document, key })
  })

async function lettersOf(ctx: Context, { key, letters, use }: ReadyFlow) {
  const installed = new Map<string, { readonly templateId: string; readonly version: number }>()
  for (const letter of letters) {
    const { name, intent, document } = letter
    const template = await installLetter(ctx, {
      key: `flows.${letter.key}`,
      name,
      about: use,
      intent,
      topic: key,
      document,
    })
    installed.set(letter.key, template)
  }
  return installed
}

/** Offers as drafts: what is given away begins only when somebody has looked at its terms. */
async function offersOf(ctx: Context, offers: readonly ReadyOffer[]): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  if (offers.length === 0) return made
  const known = (await offersWithCounts(ctx)).filter(({ state }) => state !== "ended")
  for (const { key, name, benefit, isFirstOrderOnly = false, budget = null } of offers) {
    const terms = {
      benefit: benefit.kind === "percent" ? { ...benefit, most: null } : benefit,
      minimum: 0,
      skus: [],
      startsAt: null,
      endsAt: null,
      codeDays: 30,
      usesPerCode: 1,
      usesPerPerson: 1,
      isStackable: false,
      budget,
      isFirstOrderOnly,
      givesBack: "cancelled" as const,
      prefix: "",
    }
    const offer = known.find((one) => one.name === name) ?? (await makeOffer(ctx, { name, terms }))
    made.set(key, offer.offerId)
  }
  return made
}

async function addProperties(ctx: Context, properties: readonly ReadyProperty[]): Promise<void> {
  const known = new Set((await propertyDefinitions(ctx)).map(({ key }) => key))
  for (const { key, type, label, choices = [] } of properties)
    if (!known.has(key)) await defineProperty(ctx, { key, type, label, choices: [...choices], personal: false })
}
