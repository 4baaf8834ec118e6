import { clustersOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { type ChannelOutcome, dmMessageOf, type LetterToSend, type MessageChannel } from "#messages"
import { apiOf, opened } from "./account.ts"
import { verdictOf } from "./answer-rules.ts"
import { addressOf, DmBody, type DmSettings, personIn } from "./model.ts"
import { dmSettings } from "./settings.ts"
import { markClosed, type PersonRow, selectAccount, selectPeopleOf, selectPerson } from "./storage.ts"
import { mannerOf } from "./window-rules.ts"

/** Direct messages on Instagram and Messenger as a way to people (C01, C02, C05). They cost nothing. */
export const dmChannel: MessageChannel = {
  name: "dm",
  title: { ja: "DM（Instagram・Messenger）", en: "Direct message (Instagram, Messenger)" },
  addressesOf: async (ctx, customerIds) => {
    const { receiptTag } = await dmSettings(ctx)
    const clusters = await clustersOf(ctx, customerIds)
    const people = await selectPeopleOf(ctx, [...clusters.values()].flat())
    return new Map(
      [...clusters].flatMap(([root, ids]) => {
        // Of several of theirs, where they wrote last: it is open longest.
        const person = people.find(({ customerId }) => ids.includes(customerId))
        return person ? [[root, reached(ctx, person, receiptTag)] as const] : []
      }),
    )
  },
  stateOf: async (ctx) => {
    const account = await selectAccount(ctx)
    if (!account) return { isOpen: false, reason: "not-connected", untilAt: null }
    const { closedBecause, closedUntil } = account
    if (closedBecause === null || (closedUntil !== null && closedUntil <= ctx.now())) return { isOpen: true }
    return { isOpen: false, reason: closedBecause, untilAt: closedUntil }
  },
  priceOf: async () => ({ milliYen: 0, left: null }),
  compose: async (ctx, letter) => {
    const body = await dmMessageOf(ctx, letter)
    return { body, text: body.text }
  },
  send,
}

/** Within a day of their last word everything may go; later a tag must allow it. */
function reached(ctx: Context, person: PersonRow, receiptTag: DmSettings["receiptTag"]) {
  const { service, saidAt } = person
  const isShut = (by: "marketing" | "transactional") =>
    mannerOf({ service, by, saidAt, now: ctx.now(), receiptTag }) === undefined
  const shut = {
    ...(isShut("marketing") ? { marketing: "outside-window" } : {}),
    ...(isShut("transactional") ? { transactional: "outside-window" } : {}),
  }
  return { address: addressOf(person), name: null, isFree: true, shut }
}

const closedMs = 30 * 60_000

async function send(ctx: Context, { purpose, to, composed }: LetterToSend): Promise<ChannelOutcome> {
  const body = DmBody.parse(composed.body)
  const whom = personIn(to.address)
  const { account, person, settings } = await inTransaction(ctx, async (ctx) => ({
    account: await selectAccount(ctx),
    person: whom && (await selectPerson(ctx, whom)),
    settings: await dmSettings(ctx),
  }))
  if (!account) return { kind: "closed", reason: "not-connected" }
  if (!person) return { kind: "failed", reason: "unknown-person" }
  const { service, saidAt } = person
  const manner = mannerOf({ service, by: purpose, saidAt, now: ctx.now(), receiptTag: settings.receiptTag })
  if (!manner) return { kind: "failed", reason: "outside-window" }
  const outcome = verdictOf(await (await apiOf(ctx)).send(opened(ctx, account), person, manner, body))
  if (outcome.kind === "closed") {
    const untilAt = new Date(ctx.now().getTime() + closedMs)
    await inTransaction(ctx, (ctx) => markClosed(ctx, outcome.reason, untilAt))
  } else if (outcome.kind === "accepted" && account.closedBecause !== null)
    await inTransaction(ctx, (ctx) => markClosed(ctx, null, null))
  return outcome
}
