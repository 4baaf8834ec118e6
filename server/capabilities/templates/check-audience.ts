import { customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import { type Language, languages } from "#kernel/text"
import { type LetterWords, type MailFacts, type Purpose, RenderFailed, tryLetterMail } from "#messages"
import { letterAudiences } from "./audiences.ts"
import { rendered } from "./check-template.ts"
import { mustFind } from "./edit-templates.ts"
import { channels, type LetterChannel } from "./model.ts"
import { filledFacts, lettersWords } from "./preview-template.ts"
import { withShared } from "./read-written.ts"
import { letterSamples } from "./samples.ts"

type Wanted = { readonly templateId: string; readonly document?: unknown; readonly segmentId: string }

/** How many people of a segment a letter is tried on. */
const mostPeople = 60

type Trouble = { readonly channel: LetterChannel; readonly missing: string; readonly people: number }

/**
 * The letter tried on real people of a segment, each in her language: for how many it could not be written, by channel and by
 * what is missing, and how many would be greeted without a name. Only numbers leave; what a flow would give is the sample's.
 */
export async function checkAudience(ctx: Context, { templateId, document, segmentId }: Wanted) {
  const { purpose } = await mustFind(ctx, templateId)
  const letter = await withShared(ctx, await lettersWords(ctx, templateId, document))
  const found = await Promise.all(
    ctx.product.contributed(letterAudiences).map((sample) => sample(ctx, segmentId, mostPeople)),
  )
  const people = [...(await customersByIds(ctx, found.flat())).values()].filter(({ erasedAt }) => erasedAt === null)
  const troubles = new Map<string, Trouble>()
  for (const language of languages) {
    const readers = people.filter((person) => readsIn(person.language, letter.words) === language)
    const words = letter.words[language]
    if (!words || readers.length === 0) continue
    const facts = await factsOfAll(
      ctx,
      { words, language, purpose },
      readers.map(({ customerId }) => customerId),
    )
    for (const { channel, missing } of await failuresOf(ctx, { words, language, purpose }, facts)) {
      const key = `${channel} ${missing}`
      troubles.set(key, { channel, missing, people: (troubles.get(key)?.people ?? 0) + 1 })
    }
  }
  const greets = JSON.stringify(letter).includes("customer.name") || JSON.stringify(letter).includes('"greeting":true')
  const nameless = people.filter((one) => !one.familyName && !one.givenName && !one.displayName).length
  return { people: people.length, troubles: [...troubles.values()], nameless: greets ? nameless : 0 }
}

const readsIn = (language: string, words: { ja?: unknown; en?: unknown }): Language =>
  language === "en" && words.en ? "en" : words.ja ? "ja" : "en"

type Trial = { readonly words: LetterWords; readonly language: Language; readonly purpose: Purpose }

async function factsOfAll(ctx: Context, trial: Trial, customerIds: readonly string[]): Promise<MailFacts[]> {
  const { customer: _customer, points: _points, ...given } = letterSamples(trial.language, ctx.now()).sample
  const all: MailFacts[] = []
  for (const customerId of customerIds) all.push(await filledFacts(ctx, { ...trial, facts: given, customerId }))
  return all
}

async function failuresOf(
  ctx: Context,
  trial: Trial,
  all: readonly MailFacts[],
): Promise<readonly Omit<Trouble, "people">[]> {
  const mails = await tryLetterMail(ctx, trial, all)
  const failures: Omit<Trouble, "people">[] = mails.flatMap((failure) =>
    failure ? [{ channel: "mail" as const, missing: nameIn(failure) }] : [],
  )
  for (const channel of channels) {
    if (channel === "mail" || !trial.words[channel]) continue
    for (const facts of all) {
      const failure = await failureOn(ctx, channel, { ...trial, facts })
      if (failure) failures.push({ channel, missing: nameIn(failure) })
    }
  }
  return failures
}

async function failureOn(
  ctx: Context,
  channel: Exclude<LetterChannel, "mail">,
  letter: Trial & { readonly facts: MailFacts },
): Promise<RenderFailed | undefined> {
  try {
    await rendered(ctx, channel, letter)
    return undefined
  } catch (error) {
    if (error instanceof RenderFailed) return error
    throw error
  }
}

const nameIn = ({ message }: RenderFailed) =>
  (message.split(", line:")[0] ?? message).replace(/^undefined variable: /, "")
