import { brandById } from "#brands"
import {
  blockedBy,
  type Channel,
  channels as channelNames,
  clustersOf,
  consentStatesOf,
  type Customer,
  customersByIds,
  suppressionsOf,
} from "#customers"
import { armsOf, holdout, knownArmsOf, wholeBrand, wouldBeArmsOf } from "#experiments"
import type { Context } from "#kernel/context"
import { type ChannelPrice, type ChannelState, messageChannels, type Reached } from "./channel.ts"
import type { ChannelFacts, LetterFacts } from "./eligibility-rules.ts"
import { type LetterGate, letterGates, letterRefusals, type Wait } from "./gates.ts"
import { letterDocuments, templateKey } from "./letter-documents.ts"
import { letterSettings } from "./letter-settings.ts"
import { letterVisits, segmentFrequencies } from "./letter-points.ts"
import { objections } from "./letters.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import type { LetterDocument, LetterOrigin } from "./model-letter.ts"
import type { LetterSettings } from "./model-letter-settings.ts"
import type { Purpose } from "./model.ts"
import { sectionOf } from "./section-rules.ts"
import { countSent, longestRuleDays, selectPast, selectWaiting } from "./storage-eligibility.ts"

/** A letter about which a decision is wanted: one that is there, or one that somebody thinks of. */
export type LetterAsked = LetterFacts["letter"] & {
  readonly customerId: string
  readonly origin: LetterOrigin | null
  readonly language: "ja" | "en"
}

export type LetterCase = {
  readonly facts: LetterFacts
  /** The person as she is known by now; undefined for a stranger. */
  readonly customer: Customer | undefined
  readonly addresses: ReadonlyMap<Channel, Reached>
}

/**
 * All that decides about these letters, read for hundreds at once in the caller's transaction. `mayAssign`: whoever belongs
 * to no arm of an experiment yet gets one and it is written down (M25); without it nothing is written.
 */
export async function casesOf(
  ctx: Context,
  letters: readonly LetterAsked[],
  { mayAssign }: { readonly mayAssign: boolean },
): Promise<Map<string, LetterCase>> {
  const people = await customersByIds(ctx, [...new Set(letters.map(({ customerId }) => customerId))])
  const present = [...new Set([...people.values()].map(({ customerId }) => customerId))]
  const settings = await letterSettings(ctx)
  const reach = await reachOf(ctx, people, present, wantedBy(letters))
  const histories = await historiesOf(ctx, present, reach.order, settings)
  const documents = await documentsOf(ctx, letters)
  const held = await holdoutsOf(ctx, letters, people, mayAssign)
  const caps = await segmentCapsOf(ctx, letters)
  const closed = await closedFor(ctx, letters, people, reach)
  const refused = await refusalsOf(ctx, letters, people, reach)
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return new Map(
    letters.map((letter): [string, LetterCase] => {
      const customer = people.get(letter.customerId)
      const id = customer?.customerId ?? letter.customerId
      const history = histories.get(id)
      const document = documents.get(templateKey(letter.template))
      const facts: LetterFacts = {
        now: ctx.now(),
        letter,
        person: {
          isErased: customer === undefined || customer.erasedAt !== null,
          zone: customer?.zone ?? zone,
          preferred: preferredBy(customer),
        },
        channels: reach.order.map((name) => ({
          ...reach.factsOf(name, id, letter.purpose),
          ...(history?.responses.get(name) ?? { sent: 0, visits: 0 }),
          isWritten: isWritten(document, letter.language, name),
          closed: closed.get(name)?.get(letter.messageId) ?? reach.closedOf(name),
        })),
        refused: refused.get(letter.messageId) ?? null,
        holdout: held.get(letter.messageId) ?? null,
        past: (history?.past ?? []).filter(({ messageId }) => messageId !== letter.messageId),
        isSmall: settings.sections > 0 && isSmallLetter(document, letter.language),
        waiting: history?.waiting ?? [],
        segmentCap: letter.segmentId === null ? null : (caps.get(letter.segmentId) ?? null),
        settings,
      }
      return [letter.messageId, { facts, customer, addresses: reach.addressesOf(id) }]
    }),
  )
}

/** The channels that any of these letters may take; undefined when one of them may take every channel. */
const wantedBy = (letters: readonly LetterAsked[]): ReadonlySet<Channel> | undefined =>
  letters.some(({ channels }) => channels === null)
    ? undefined
    : new Set(letters.flatMap(({ channels }) => channels ?? []))

/** A brand may keep a property of this name: what its readers said they like best. */
function preferredBy(customer: Customer | undefined): Channel | null {
  const said = customer?.properties.preferred_channel
  return channelNames.find((name) => name === said) ?? null
}

const partOf = { email: "mail", line: "line", sms: "sms", push: "push", dm: "dm" } as const

/** The words that she would get: hers, or the first language that is written. */
export const wordsFor = (document: LetterDocument | undefined, language: "ja" | "en") =>
  document?.words[language] ?? document?.words.ja ?? document?.words.en

const small = new WeakMap<object, boolean>()

/** Whether a letter is small enough to be a section of another; looked at once for each published version. */
function isSmallLetter(document: LetterDocument | undefined, language: "ja" | "en"): boolean {
  const words = wordsFor(document, language)
  if (!words?.mail && !words?.line) return false
  const known = small.get(words) ?? sectionOf(words.blocks, 0) !== undefined
  small.set(words, known)
  return known
}

/** Whether the words that she would get are written for this channel. */
function isWritten(document: LetterDocument | undefined, language: "ja" | "en", name: Channel): boolean {
  const words = wordsFor(document, language)
  if (!words) return false
  if (name in partOf) return words[partOf[name as keyof typeof partOf]] !== null // safe: `in` has just said so
  // Another system's channel says what a browser would be shown, a phone would be sent, or LINE would say.
  return words.push !== null || words.sms !== null || words.line !== null
}

type Reach = {
  readonly order: readonly Channel[]
  readonly factsOf: (
    name: Channel,
    id: string,
    purpose: Purpose,
  ) => Omit<ChannelFacts, "sent" | "visits" | "isWritten" | "closed">
  readonly closedOf: (name: Channel) => Wait | null
  readonly addressesOf: (id: string) => ReadonlyMap<Channel, Reached>
}

/** Where these people can be reached, and what stands against it: e-mail, and every channel that is plugged in. */
async function reachOf(
  ctx: Context,
  people: Map<string, Customer>,
  present: readonly string[],
  wanted: ReadonlySet<Channel> | undefined,
): Promise<Reach> {
  const others = ctx.product.contributed(messageChannels).filter(({ name }) => wanted?.has(name) ?? true)
  const ways: {
    readonly name: Channel
    readonly reached: ReadonlyMap<string, Reached>
    readonly price: ChannelPrice
    readonly state: ChannelState
  }[] = [{ name: "email", reached: mailAddresses(people), price: freeOfCharge, state: { isOpen: true } }]
  for (const channel of others)
    ways.push({
      name: channel.name,
      reached: await channel.addressesOf(ctx, present),
      price: await channel.priceOf(ctx),
      state: await channel.stateOf(ctx),
    })
  const marks = new Map<Channel, Awaited<ReturnType<typeof marksOf>>>()
  for (const { name, reached } of ways) marks.set(name, await marksOf(ctx, name, reached, present))
  const wishes = new Map<string, string>()
  for (const objection of ctx.product.contributed(objections))
    for (const [id, reason] of await objection(ctx, present)) wishes.set(id, wishes.get(id) ?? reason)
  const byName = new Map(ways.map((way) => [way.name, way]))
  return {
    order: ways.map(({ name }) => name),
    factsOf: (name, id, purpose) => {
      const way = byName.get(name)
      const reached = way?.reached.get(id)
      const mark = marks.get(name)
      return {
        name,
        address: reached?.address ?? null,
        price: reached?.isFree ? freeOfCharge : (way?.price ?? freeOfCharge),
        suppressed: reached ? (blockedBy(mark?.standing.get(reached.address) ?? [], name, purpose) ?? null) : null,
        consent: mark?.consents.get(id) ?? "none",
        wish: wishes.get(id) ?? null,
        shut: reached?.shut?.[purpose] ?? null,
      }
    },
    closedOf: (name) => {
      const state = byName.get(name)?.state
      return state && !state.isOpen ? { reason: state.reason, untilAt: state.untilAt } : null
    },
    addressesOf: (id) =>
      new Map(
        ways.flatMap(({ name, reached }) => {
          const found = reached.get(id)
          return found ? [[name, found] as const] : []
        }),
      ),
  }
}

const freeOfCharge: ChannelPrice = { milliYen: 0, left: null }

function mailAddresses(people: Map<string, Customer>): Map<string, Reached> {
  return new Map(
    [...people.values()].flatMap(({ customerId, email, displayName, familyName, givenName }) => {
      const name = displayName ?? ([familyName, givenName].filter(Boolean).join(" ") || null)
      return email && mailAddressKey(email) ? [[customerId, { address: email, name }] as const] : []
    }),
  )
}

/** What was said about these addresses and people on one channel. */
async function marksOf(ctx: Context, name: Channel, reached: ReadonlyMap<string, Reached>, present: readonly string[]) {
  const addresses = [...new Set([...reached.values()].map(({ address }) => address))]
  return {
    standing: await suppressionsOf(ctx, name, addresses),
    consents: await consentStatesOf(ctx, present, name, "marketing"),
  }
}

type History = {
  readonly past: (LetterFacts["past"][number] & { readonly messageId: string })[]
  readonly waiting: LetterFacts["waiting"][number][]
  readonly responses: Map<Channel, { sent: number; visits: number }>
}

async function historiesOf(
  ctx: Context,
  present: readonly string[],
  order: readonly Channel[],
  settings: LetterSettings,
): Promise<Map<string, History>> {
  const clusters = await clustersOf(ctx, present)
  const rootOf = new Map([...clusters].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)))
  const all = [...rootOf.keys()]
  const histories = new Map<string, History>(present.map((id) => [id, { past: [], waiting: [], responses: new Map() }]))
  const of = (id: string) => histories.get(rootOf.get(id) ?? id)
  const since = new Date(ctx.now().getTime() - lookBackDays(settings) * 86_400_000)
  for (const row of await selectPast(ctx, all, since)) of(row.customerId)?.past.push(row)
  for (const row of await selectWaiting(ctx, all)) of(row.customerId)?.waiting.push(row)
  // Only where there is a choice does it matter what she answers to.
  if (order.length === 1) return histories
  for (const { customerId, channel, sent } of await countSent(ctx, all)) {
    const responses = of(customerId)?.responses
    responses?.set(channel, { sent: (responses.get(channel)?.sent ?? 0) + sent, visits: 0 })
  }
  for (const visits of ctx.product.contributed(letterVisits))
    for (const [id, by] of await visits(ctx, present))
      for (const [channel, count] of by) {
        const known = of(id)?.responses.get(channel)
        if (known) known.visits += count
      }
  return histories
}

function lookBackDays({ total, channels, topic, giveAsk, discounts, sameTemplateDays }: LetterSettings): number {
  const rules = [total, ...Object.values(channels), topic, giveAsk, discounts?.cap].map((rule) => rule?.perDays ?? 0)
  return Math.min(longestRuleDays, Math.max(90, sameTemplateDays, ...rules))
}

/** What these letters say, by `templateKey`. */
export async function documentsOf(
  ctx: Context,
  letters: readonly Pick<LetterAsked, "template">[],
): Promise<Map<string, LetterDocument>> {
  const refs = new Map(letters.map(({ template }) => [templateKey(template), template]))
  const found = new Map<string, LetterDocument>()
  for (const read of ctx.product.contributed(letterDocuments)) {
    const open = [...refs].flatMap(([key, ref]) => (found.has(key) ? [] : [ref]))
    if (open.length > 0) for (const [key, document] of await read(ctx, open)) found.set(key, document)
  }
  return found
}

/** Who is kept apart, of all that the brand says or of this campaign or flow (M25): recorded before it is decided. */
async function holdoutsOf(
  ctx: Context,
  letters: readonly LetterAsked[],
  people: Map<string, Customer>,
  mayAssign: boolean,
): Promise<Map<string, { experiment: string }>> {
  const marketing = letters.filter(({ purpose }) => purpose === "marketing")
  if (marketing.length === 0) return new Map()
  const present = [...new Set([...people.values()].map(({ customerId }) => customerId))]
  const ofBrand =
    (mayAssign ? await armsOf(ctx, wholeBrand, present) : await wouldBeArmsOf(ctx, wholeBrand, present)) ??
    new Map<string, string>()
  const isApart = (id: string) => ofBrand.get(people.get(id)?.customerId ?? id) === holdout
  const byOrigin = new Map<string, ReadonlyMap<string, string>>()
  for (const { origin } of marketing) {
    if (!origin || byOrigin.has(origin.id)) continue
    const ids = marketing.filter((letter) => letter.origin?.id === origin.id).map(({ customerId }) => customerId)
    byOrigin.set(origin.id, await knownArmsOf(ctx, { kind: origin.kind, id: origin.id }, ids))
  }
  return new Map(
    marketing.flatMap(({ messageId, customerId, origin }): [string, { experiment: string }][] => {
      if (isApart(customerId)) return [[messageId, { experiment: "brand" }]]
      if (origin && byOrigin.get(origin.id)?.get(customerId) === holdout)
        return [[messageId, { experiment: origin.kind }]]
      return []
    }),
  )
}

async function segmentCapsOf(ctx: Context, letters: readonly LetterAsked[]) {
  const ids = [...new Set(letters.flatMap(({ segmentId }) => segmentId ?? []))]
  const caps: [string, LetterFacts["segmentCap"] & object][] = []
  if (ids.length > 0)
    for (const read of ctx.product.contributed(segmentFrequencies)) caps.push(...(await read(ctx, ids)))
  return new Map(caps)
}

type Gated = Map<Channel, Map<string, Wait>>

/** Which letters must wait on which channel, by whatever gates the product has. */
async function closedFor(
  ctx: Context,
  letters: readonly LetterAsked[],
  people: Map<string, Customer>,
  reach: Reach,
): Promise<Gated> {
  const gates = ctx.product.contributed(letterGates)
  const closed: Gated = new Map()
  for (const name of gates.length === 0 ? [] : reach.order) {
    const at = atGate(letters, people, reach, name)
    if (at.length > 0) closed.set(name, await waitsOf(ctx, gates, at))
  }
  return closed
}

async function waitsOf(ctx: Context, gates: readonly LetterGate[], at: Parameters<LetterGate>[1]) {
  const waits = new Map<string, Wait>()
  for (const gate of gates)
    for (const [messageId, wait] of await gate(ctx, at)) waits.set(messageId, waits.get(messageId) ?? wait)
  return waits
}

const atGate = (letters: readonly LetterAsked[], people: Map<string, Customer>, reach: Reach, name: Channel) =>
  letters.flatMap(({ messageId, customerId, purpose, origin }) => {
    const id = people.get(customerId)?.customerId
    const address = id === undefined ? undefined : reach.addressesOf(id).get(name)?.address
    return id === undefined || address === undefined
      ? []
      : [{ messageId, customerId: id, channel: name, address, purpose, origin }]
  })

async function refusalsOf(
  ctx: Context,
  letters: readonly LetterAsked[],
  people: Map<string, Customer>,
  reach: Reach,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const refuse of ctx.product.contributed(letterRefusals))
    for (const name of reach.order)
      for (const [messageId, reason] of await refuse(ctx, atGate(letters, people, reach, name)))
        found.set(messageId, reason)
  return found
}
