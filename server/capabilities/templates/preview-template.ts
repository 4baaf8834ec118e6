import { customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import {
  checkLetterMail,
  factsOfLetter,
  type Finding,
  type LetterWords,
  type MailFacts,
  type Purpose,
  RenderFailed,
} from "#messages"
import { checkWords, refused, rendered, type Shown } from "./check-template.ts"
import { mustFind } from "./edit-templates.ts"
import { TemplateError } from "./errors.ts"
import type { LetterChannel, WrittenLetter } from "./model.ts"
import { readWritten, sharedOf, withShared } from "./read-written.ts"
import { placesOf } from "./resolve-rules.ts"
import { letterSamples } from "./samples.ts"
import { spamScore } from "./spam-rules.ts"
import { selectDraft, selectVersion } from "./storage.ts"

export type Wanted = {
  readonly templateId: string
  /** Left out: the draft, or what is published. */
  readonly document?: unknown
  readonly language: Language
  readonly channel: LetterChannel
  readonly sample?: "sample" | "bare" | undefined
  readonly withConsent?: boolean | undefined
}

/** The words on the screen or, without them, the draft or what is published. Throws `templates.NotADocument`. */
export async function lettersWords(ctx: Context, templateId: string, document: unknown): Promise<WrittenLetter> {
  if (document !== undefined) return readWritten(document)
  const row = await mustFind(ctx, templateId)
  const draft = await selectDraft(ctx, templateId)
  return readWritten(draft?.document ?? (await selectVersion(ctx, templateId, row.liveVersion))?.written)
}

/** A letter filled with a sample, and all that is found in its language. */
export async function previewTemplate(ctx: Context, wanted: Wanted) {
  const samples = letterSamples(wanted.language, ctx.now())
  return preview(ctx, wanted, samples[wanted.sample ?? "sample"], null)
}

/**
 * The same as a real person would get it now: her name, properties, ways out and language are hers; what a flow would give
 * (a cart, an offer) is the sample's. Throws `templates.UnknownCustomer`.
 */
export async function previewForCustomer(ctx: Context, wanted: Wanted, customerId: string) {
  const person = (await customersByIds(ctx, [customerId])).get(customerId)
  if (!person || person.erasedAt) throw TemplateError.UnknownCustomer({ field: "customerId" })
  const given = ofNobody(letterSamples(wanted.language, ctx.now()).sample)
  return preview(ctx, wanted, given, person.customerId)
}

const ofReader: ReadonlySet<string> = new Set(["customer", "points", "loyalty", "rewards", "member", "referral"])

/** What of a sample is not about its reader: a real one has her own points, rank and friends, or none. */
const ofNobody = (sample: MailFacts): MailFacts =>
  Object.fromEntries(Object.entries(sample).filter(([name]) => !ofReader.has(name)))

async function preview(ctx: Context, wanted: Wanted, facts: MailFacts, customerId: string | null) {
  const { templateId, language, channel } = wanted
  const { purpose } = await mustFind(ctx, templateId)
  const written = await lettersWords(ctx, templateId, wanted.document)
  const words = (await withShared(ctx, written)).words[language]
  if (!words) return { rendering: null, findings: [], spam: null }
  const places = placesOf(written.words[language]?.blocks ?? [], language, await sharedOf(ctx, written))
  const samples = letterSamples(language, ctx.now())
  const findings = await checkWords(ctx, { words, language, purpose, samples })
  const known = await filledFacts(ctx, { words, language, purpose, facts, customerId })
  const shown = await show(ctx, channel, {
    words,
    language,
    purpose,
    facts: known,
    withConsent: wanted.withConsent ?? true,
  })
  const { problem, ...rendering } = shown
  return {
    rendering: problem ? null : rendering,
    findings: placed(unique([...(problem ? [problem] : []), ...findings]), places),
    spam: rendering.mail ? spamScore(rendering.mail) : null,
  }
}

type Filling = {
  readonly words: LetterWords
  readonly language: Language
  readonly purpose: Purpose
  readonly facts: MailFacts
  readonly customerId: string | null
}

/** A sample stays who it is; goods and the brand are real. */
export async function filledFacts(ctx: Context, { words, facts, ...reader }: Filling): Promise<MailFacts> {
  const filled = await factsOfLetter(ctx, { ...reader, facts, words })
  const links = typeof filled.links === "object" && filled.links !== null ? filled.links : {}
  const samples = typeof facts.links === "object" && facts.links !== null ? facts.links : {}
  return { ...filled, links: { ...samples, ...links } }
}

type Showing = Omit<Filling, "customerId"> & { readonly withConsent: boolean }

async function show(ctx: Context, channel: LetterChannel, showing: Showing): Promise<Shown & { problem?: Finding }> {
  const { words, language, purpose, facts, withConsent } = showing
  if (channel === "mail") {
    const { shown, findings } = await checkLetterMail(ctx, {
      words,
      language,
      purpose,
      samples: { shown: facts },
      withConsent,
    })
    if (shown.shown) return { mail: shown.shown }
    return { problem: findings.find(({ level }) => level === "error") ?? notWritten(channel) }
  }
  if (!words[channel]) return { problem: notWritten(channel) }
  try {
    return await rendered(ctx, channel, {
      words,
      language,
      purpose,
      facts: { ...facts, consents: withConsent ? { marketing: true } : {} },
    })
  } catch (error) {
    if (!(error instanceof RenderFailed)) throw error
    return { problem: refused(channel, "shown", error) }
  }
}

const notWritten = (channel: LetterChannel): Finding => ({
  level: "warning",
  code: "not-written",
  at: channel,
  say: { ja: "このチャネルの文面はまだありません。", en: "Nothing is written for this channel yet." },
})

/** Findings name blocks as they were written: a shared block is one of them. */
const placed = (findings: readonly Finding[], places: readonly number[]): Finding[] =>
  findings.map((finding) =>
    /^\d+$/.test(finding.at) ? { ...finding, at: String(places[Number(finding.at)] ?? finding.at) } : finding,
  )

const unique = (findings: readonly Finding[]) => [
  ...new Map(findings.map((f) => [`${f.code} ${f.at} ${f.say.en}`, f])).values(),
]
