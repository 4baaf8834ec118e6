import { type Customer, customersByIds } from "#customers"
import {
  channelName,
  checkLetterMail,
  dmMessageOf,
  factsOfLetter,
  type LetterDocument,
  letterLook,
  type LetterWords,
  lineMessagesOf,
  type MailFacts,
  messageChannels,
  pushNoticeOf,
  RenderFailed,
  smsTextOf,
} from "#messages"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { CampaignPlan } from "./model.ts"
import type { Estimate } from "./model-views.ts"

/** So many real people's letters are filled in before a campaign may go. */
const filledIn = 6

export type Unrendered = { readonly variant: string; readonly why: Text }

type Wanted = {
  readonly documents: ReadonlyMap<string, LetterDocument>
  readonly sample: Estimate["sample"]
  readonly channels: CampaignPlan["channels"]
}

/**
 * Fills each variant in for some of those who would get it, as it would be sent on each channel that it may take; what fails is
 * told once (F80).
 */
export async function preflight(ctx: Context, { documents, sample, channels }: Wanted): Promise<Unrendered[]> {
  const ids = sample.filter(({ outcome }) => outcome !== "skip").slice(0, filledIn)
  const people = await customersByIds(
    ctx,
    ids.map(({ customerId }) => customerId),
  )
  const found = new Map<string, Unrendered>()
  for (const [variant, { words }] of documents)
    for (const language of ["ja", "en"] as const) {
      const own = words[language]
      if (!own) continue
      const readers = [...people.values()].filter(
        (person) => (words[person.language] ? person.language : other(words)) === language,
      )
      for (const why of await mistakesIn(ctx, { words: own, language, readers, channels }))
        found.set(`${variant} ${why.en}`, { variant, why })
    }
  return [...found.values()]
}

/** What each channel that a variant may take says of how its words go there, once a variant. */
export async function remarksOn(ctx: Context, { documents, channels }: Omit<Wanted, "sample">) {
  const found = new Map<string, { readonly variant: string; readonly say: Text }>()
  const asked = ctx.product
    .contributed(messageChannels)
    .filter(({ name }) => channels === "best" || channels.some((wanted) => wanted === name))
  for (const [variant, { words }] of documents)
    for (const language of ["ja", "en"] as const)
      for (const channel of asked) {
        const own = words[language]
        const say = own && channel.remarkOn ? await channel.remarkOn(ctx, own, language) : null
        if (say) found.set(`${variant} ${say.en}`, { variant, say })
      }
  return [...found.values()]
}

const purpose = "marketing"

/** Who reads neither gets the first that is written. */
const other = (words: LetterDocument["words"]) => (words.ja ? "ja" : "en")

type Filling = {
  readonly words: LetterWords
  readonly language: "ja" | "en"
  readonly readers: readonly Customer[]
  readonly channels: CampaignPlan["channels"]
}

async function mistakesIn(ctx: Context, { words, language, readers, channels }: Filling): Promise<Text[]> {
  if (readers.length === 0) return []
  const may = (channel: "email" | "line" | "sms" | "push" | "dm") => channels === "best" || channels.includes(channel)
  const samples: Record<string, MailFacts> = {}
  for (const { customerId } of readers)
    samples[customerId] = await factsOfLetter(ctx, { customerId, language, purpose, facts: {}, words })
  const mistakes: Text[] = []
  if (words.mail && may("email")) {
    const { findings } = await checkLetterMail(ctx, { words, language, purpose, samples })
    mistakes.push(...findings.filter(({ level }) => level === "error").map(({ say }) => say))
  }
  const { look, zone } = await letterLook(ctx)
  const others = { line: lineMessagesOf, sms: smsTextOf, push: pushNoticeOf, dm: dmMessageOf } as const
  for (const channel of ["line", "sms", "push", "dm"] as const) {
    if (!words[channel] || !may(channel)) continue
    for (const facts of Object.values(samples))
      try {
        await others[channel](ctx, { words, facts, look, language, zone, purpose })
      } catch (error) {
        if (!(error instanceof RenderFailed)) throw error
        mistakes.push(unfilled(channel, error))
      }
  }
  return mistakes
}

/** Values of customers are never in it. */
function unfilled(channel: string, { reason, message }: RenderFailed): Text {
  const name = channelName(channel)
  const what = (message.split(", line:")[0] ?? message).replace(/^undefined variable: /, "")
  if (reason === "missing-fact")
    return {
      ja: `${name.ja}：「${what}」が空のお客様がいます。default を付けるか、条件で囲んでください。`,
      en: `${name.en}: “${what}” is empty for some. Give it a default or put it under a condition.`,
    }
  if (reason === "limit")
    return {
      ja: `${name.ja}：大きすぎて送れません（${what}）。ブロックを減らしてください。`,
      en: `${name.en}: it is too large to be sent (${what}). Use fewer blocks.`,
    }
  return { ja: `${name.ja}：書き出せません（${what}）。`, en: `${name.en}: it cannot be written (${what}).` }
}
