import { type Channel, changeCustomer, consentsHeld, customerById, recordConsent } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { selectWishes, saveWishes, type Wishes } from "./storage-wishes.ts"
import { addressOf, agree, refuse, standingOf } from "./subscription.ts"

const dayMs = 86_400_000

/** Everything on a preference centre that its reader may set. What is left out stays as it is. */
export type Preferences = {
  /** `email:marketing` and whether it is wanted. */
  readonly topics: ReadonlyMap<string, boolean>
  readonly lessOften?: boolean
  /** Days without letters from now on; 0 ends a pause. */
  readonly pauseDays?: number
  readonly language?: Language
}

type From = { readonly ip: string; readonly locale: string }

/**
 * Takes down what a person wishes: each change is a line of the consents' ledger with what it was and where it came from
 * (M20). What is as it was before leaves no line. Returns whether anything changed.
 */
export async function changePreferences(
  ctx: Context,
  customerId: string,
  wanted: Preferences,
  from: From,
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const customer = await customerById(ctx, customerId)
    if (!customer || customer.erasedAt) return false
    const id = customer.customerId
    const switched = await switchTopics(ctx, id, wanted.topics, from)
    const wished = await changeWishes(ctx, id, wanted, from)
    const spoken = wanted.language !== undefined && wanted.language !== customer.language
    if (spoken) {
      await changeCustomer(ctx, id, { language: wanted.language })
      await note(ctx, id, "preferences-language", { language: wanted.language, before: customer.language }, from)
    }
    return switched || wished || spoken
  })
}

/** Says no to everything that a person has ever agreed to or could be written to about, on every channel. */
export async function stopEverything(
  ctx: Context,
  customerId: string,
  topics: readonly { readonly channel: Channel; readonly purpose: string }[],
  from: From,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (const topic of topics)
      await refuse(ctx, {
        customerId,
        ...topic,
        source: "preferences-all",
        ...from,
        evidence: { pressed: "stop everything" },
      })
  })
}

async function switchTopics(
  ctx: Context,
  customerId: string,
  wanted: ReadonlyMap<string, boolean>,
  from: From,
): Promise<boolean> {
  const held = new Map((await consentsHeld(ctx, customerId)).map((h) => [`${h.channel}:${h.purpose}`, h.state]))
  let hasChanged = false
  for (const [topic, isWanted] of wanted) {
    const [channel, purpose = ""] = topic.split(":") as [Channel, string] // safe: the page lists channels that we know
    const state = held.get(topic)
    const address = await addressOf(ctx, customerId, channel)
    const isOn = state === "given" && !(await standingOf(ctx, channel, address)).refused.has(purpose)
    if (isOn === isWanted) continue
    // Who never said yes has nothing to take back.
    if (!isWanted && (state === undefined || state === "withdrawn")) continue
    const said = {
      customerId,
      channel,
      purpose,
      source: "preferences",
      ...from,
      evidence: { switched: isWanted, before: state ?? "none" },
    }
    if (isWanted) await agree(ctx, said, address)
    else await refuse(ctx, said)
    hasChanged = true
  }
  return hasChanged
}

async function changeWishes(
  ctx: Context,
  customerId: string,
  { lessOften, pauseDays }: Preferences,
  from: From,
): Promise<boolean> {
  const before = (await selectWishes(ctx, [customerId]))[0] ?? { lessOften: false, pausedUntil: null }
  const now = ctx.now()
  const after: Wishes = {
    lessOften: lessOften ?? before.lessOften,
    pausedUntil:
      pauseDays === undefined
        ? before.pausedUntil
        : pauseDays === 0
          ? null
          : new Date(now.getTime() + pauseDays * dayMs),
  }
  const isOften = after.lessOften !== before.lessOften
  const isPaused = after.pausedUntil?.getTime() !== before.pausedUntil?.getTime()
  if (!isOften && !isPaused) return false
  await saveWishes(ctx, customerId, after)
  if (isOften) await note(ctx, customerId, "preferences-frequency", { lessOften: after.lessOften }, from)
  if (isPaused)
    await note(ctx, customerId, "preferences-pause", { pausedUntil: after.pausedUntil?.toISOString() ?? null }, from)
  return true
}

/** A wish about letters beside what holds of them: the ledger's line repeats what holds and tells the wish. */
async function note(
  ctx: Context,
  customerId: string,
  source: string,
  evidence: Record<string, unknown>,
  from: From,
): Promise<void> {
  const holds = (await consentsHeld(ctx, customerId)).find((h) => h.channel === "email" && h.purpose === "marketing")
  if (!holds || holds.state === "imported_unverified") return
  await recordConsent(ctx, {
    customerId,
    channel: "email",
    purpose: "marketing",
    state: holds.state,
    source,
    at: ctx.now(),
    ...from,
    evidence,
  })
}
