import type { Context } from "#kernel/context"
import { type Language, languages } from "#kernel/text"
import {
  checkLetterMail,
  type DmMessage,
  dmMessageOf,
  type Finding,
  letterLook,
  type LetterDocument,
  type LetterWords,
  type LineMessage,
  lineMessagesOf,
  type MailFacts,
  type Purpose,
  type PushNotice,
  pushNoticeOf,
  RenderFailed,
  type ShownMail,
  smsTextOf,
} from "#messages"
import { channels, type LetterChannel } from "./model.ts"
import { lintLetter } from "./letter-lint-rules.ts"
import { letterSamples } from "./samples.ts"
import { spamLimit, spamScore } from "./spam-rules.ts"

export type PlacedFinding = Finding & { readonly language: Language }

/** The letter as if it were to be published now, in every language and for every channel that is written (F80, C18, C22). */
export async function checkTemplate(
  ctx: Context,
  { document, purpose }: { readonly document: LetterDocument; readonly purpose: Purpose },
): Promise<PlacedFinding[]> {
  const found: PlacedFinding[] = []
  for (const language of languages) {
    const words = document.words[language]
    if (!words) continue
    const findings = await checkWords(ctx, { words, language, purpose, samples: letterSamples(language, ctx.now()) })
    found.push(...findings.map((finding) => ({ ...finding, language })))
  }
  return found
}

export type Checking = {
  readonly words: LetterWords
  readonly language: Language
  readonly purpose: Purpose
  readonly samples: Readonly<Record<string, MailFacts>>
}

/** One language of it. */
export async function checkWords(ctx: Context, checking: Checking): Promise<Finding[]> {
  const { words, language, purpose, samples } = checking
  const { look, shopUrl } = await letterLook(ctx)
  const mail = await checkLetterMail(ctx, { words, language, purpose, samples })
  const [shown] = Object.values(mail.shown)
  const others: Finding[] = []
  for (const channel of channels) {
    if (channel === "mail" || !words[channel]) continue
    for (const [name, facts] of Object.entries(samples))
      others.push(...(await tried(ctx, checking, channel, name, facts)))
  }
  return unique([
    ...mail.findings,
    ...spam(shown),
    ...lintLetter({ words, language, purpose, look, shopUrl }),
    ...others,
  ])
}

function spam(mail: ShownMail | undefined): Finding[] {
  if (!mail) return []
  const { points, signs } = spamScore(mail)
  const all = signs.map(({ code, say }) => ({ level: "warning", code: `spam-${code}`, at: "mail", say }) as const)
  if (points < spamLimit) return all
  const say = {
    ja: `迷惑メールと見られる点数が${points}あります（${spamLimit}以上は届きにくくなります）。下の点を直してください。`,
    en: `Its spam score is ${points}; from ${spamLimit} on it may not arrive. Mend what is said below.`,
  }
  return [{ level: "error", code: "spam-score", at: "mail", say }, ...all]
}

async function tried(
  ctx: Context,
  { words, language, purpose }: Checking,
  channel: Exclude<LetterChannel, "mail">,
  name: string,
  facts: MailFacts,
): Promise<Finding[]> {
  try {
    await rendered(ctx, channel, { words, language, purpose, facts })
    return []
  } catch (error) {
    if (!(error instanceof RenderFailed)) throw error
    return [refused(channel, name, error)]
  }
}

type Rendering = {
  readonly words: LetterWords
  readonly language: Language
  readonly purpose: Purpose
  readonly facts: MailFacts
}

/** What each channel shows; one of them at a time. */
export type Shown = {
  mail?: ShownMail
  line?: { messages: LineMessage[] }
  sms?: { text: string }
  push?: PushNotice
  dm?: DmMessage
}

/** What a letter becomes on a channel beside mail. Rejects with RenderFailed. */
export async function rendered(
  ctx: Context,
  channel: Exclude<LetterChannel, "mail">,
  letter: Rendering,
): Promise<Shown> {
  const { look, zone } = await letterLook(ctx)
  const consents = { consents: { marketing: true } }
  const toFill = { ...letter, look, zone, facts: { ...consents, ...letter.facts } }
  if (channel === "line") return { line: { messages: [...(await lineMessagesOf(ctx, toFill))] } }
  if (channel === "sms") return { sms: { text: await smsTextOf(ctx, toFill) } }
  if (channel === "dm") return { dm: await dmMessageOf(ctx, toFill) }
  return { push: await pushNoticeOf(ctx, toFill) }
}

/** Why a sample cannot be written. Values of customers are never in it. */
export function refused(channel: LetterChannel, sample: string, { reason, message }: RenderFailed): Finding {
  const what = message.split(", line:")[0] ?? message
  const name = what.replace(/^undefined variable: /, "")
  const say =
    reason === "missing-fact"
      ? {
          ja: `「${name}」が空になることがあります（見本 ${sample}）。default を付けるか、条件で囲んでください。`,
          en: `“${name}” can be empty (sample ${sample}). Give it a default or put it under a condition.`,
        }
      : reason === "limit"
        ? {
            ja: `大きすぎて送れません（${what}）。ブロックを減らしてください。`,
            en: `It is too large to be sent (${what}). Use fewer blocks.`,
          }
        : { ja: `書き出せません（${what}）。`, en: `It cannot be written: ${what}.` }
  return { level: "error", code: `render-${reason}`, at: channel, say }
}

const unique = (findings: readonly Finding[]) => [
  ...new Map(findings.map((f) => [`${f.code} ${f.at} ${f.say.en}`, f])).values(),
]
