import type { Language } from "#kernel/text"
import type { MailDocument } from "./model-blocks.ts"
import { type CompileOptions, compileMail } from "./compile-mail.ts"
import { type Finding, type Linted, lintDocument, writtenTexts } from "./document-lint-rules.ts"
import { inboxOf } from "./inbox-line-rules.ts"
import type { CompiledMail, MailFacts, RenderedMail } from "./model.ts"
import { variablesIn } from "./render-mail.ts"
import type { MailRenderer } from "./ports.ts"
import { RenderFailed } from "./render-pool.ts"

export type Checked = {
  readonly findings: readonly Finding[]
  /** Present when nothing but warnings was found. */
  readonly compiled?: CompiledMail
  /** How each sample came out, as far as it did. */
  readonly renderings: Readonly<Record<string, RenderedMail>>
}

/** px, characters and bytes that mail programs show or take whole. Gmail cuts a mail's HTML at about 102 kB. */
const sizes = {
  subjectJa: 32,
  subjectEn: 60,
  preheaderLeast: 15,
  preheaderMost: 120,
  textJa: 1_500,
  textEn: 3_000,
  htmlBytes: 100_000,
}

/** The preflight of a message (F80): compiles it, writes every sample, and says what a careful colleague would. */
export async function checkMail(
  linted: Linted & Pick<CompileOptions, "zone" | "whySent">,
  samples: Readonly<Record<string, MailFacts>>,
  pool: MailRenderer,
  withConsent = true,
): Promise<Checked> {
  const fromDocument = lintDocument(linted)
  const compiled = await tryCompile(linted.document, linted)
  if ("finding" in compiled) return { findings: [...fromDocument, compiled.finding], renderings: {} }
  const renderings: Record<string, RenderedMail> = {}
  const fromSamples: Finding[] = []
  for (const [name, facts] of Object.entries(samples)) {
    try {
      const rendered = await pool.render(compiled.mail, { ...facts, ...(withConsent ? agreed : agreedToNothing) })
      renderings[name] = rendered
      fromSamples.push(...lintRendering(rendered, linted))
      // Whoever agreed to nothing gets the same mail with less in it: it must stand without those parts too.
      if (compiled.mail.asksConsent && withConsent) await pool.render(compiled.mail, { ...facts, ...agreedToNothing })
    } catch (error) {
      if (!(error instanceof RenderFailed)) throw error
      fromSamples.push(failed(name, error))
    }
  }
  const findings = unique([...fromDocument, ...neverFilled(linted, Object.values(samples)), ...fromSamples])
  return { findings, renderings, ...(findings.some((f) => f.level === "error") ? {} : { compiled: compiled.mail }) }
}

const agreed = { consents: { marketing: true } }
const agreedToNothing = { consents: {} }

async function tryCompile(
  document: MailDocument,
  linted: Linted & Pick<CompileOptions, "zone" | "whySent">,
): Promise<{ mail: CompiledMail } | { finding: Finding }> {
  try {
    return { mail: await compileMail(document, linted) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const say = { ja: `この文面は組み立てられません（${why}）。`, en: `This message cannot be put together: ${why}.` }
    return { finding: { level: "error", code: "compile", at: "mail", say } }
  }
}

/** Where a reader belongs is the brand's own: no sample says it. */
const ofReaderOnly = "segments"

/** A fact that no sample has is most likely a typing error: under a condition it would never show. */
function neverFilled({ document, language }: Linted, samples: readonly MailFacts[]): Finding[] {
  const conditions = document.blocks.flatMap(({ when }, index) =>
    when ? [{ at: String(index), text: `{{ ${when.replace(/^not /, "")} }}` }] : [],
  )
  return [...writtenTexts(document), ...conditions].flatMap(({ at, text }) =>
    namesIn(text, language)
      .filter((path) => !path.startsWith(`${ofReaderOnly}.`) && !samples.some((facts) => has(facts, path.split("."))))
      .map((path) => {
        const say = {
          ja: `「${path}」はどの見本にもありません。つづりをお確かめください。`,
          en: `No sample has “${path}”. Check its spelling.`,
        }
        return { level: "warning", code: "unknown-fact", at, say } as const
      }),
  )
}

/** Text that cannot be parsed names nothing here; the samples fail on it with a message of their own. */
function namesIn(text: string, language: Language): string[] {
  try {
    return variablesIn(text, language)
  } catch {
    return []
  }
}

function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return false
  return has(Object.entries(value).find(([key]) => key === name)?.[1], rest)
}

function failed(sample: string, { reason, message }: RenderFailed): Finding {
  const what = message.split(", line:")[0] ?? message
  if (reason === "missing-fact") {
    const name = what.replace(/^undefined variable: /, "")
    const say = {
      ja: `「${name}」が空になることがあります（見本 ${sample}）。default を付けるか、条件で囲んでください。`,
      en: `“${name}” can be empty (sample ${sample}). Give it a default or put it under a condition.`,
    }
    return { level: "error", code: "missing-fact", at: "mail", say }
  }
  const say = { ja: `見本 ${sample} を書き出せません（${what}）。`, en: `Sample ${sample} cannot be written: ${what}.` }
  return { level: "error", code: `render-${reason}`, at: "mail", say }
}

function lintRendering(mail: RenderedMail, { language }: Linted): Finding[] {
  const found: Finding[] = []
  const warn = (code: string, at: string, ja: string, en: string) =>
    found.push({ level: "warning", code, at, say: { ja, en } })
  const [subject, preheader, text] = [mail.subject, mail.preheader, mail.text].map((part) => [...part].length)
  const inbox = inboxOf(mail)
  const [mostSubject, mostText] = language === "ja" ? [sizes.subjectJa, sizes.textJa] : [sizes.subjectEn, sizes.textEn]
  if ((subject ?? 0) > mostSubject) {
    warn(
      "subject-length",
      "subject",
      `件名が${subject}文字あります。${mostSubject}文字までにしてください。スマートフォンの一覧では「${inbox.subject.shown}…」で切れます。`,
      `The subject has ${subject} characters; keep to ${mostSubject}. In a phone's list it ends at “${inbox.subject.shown}…”.`,
    )
  }
  if ((preheader ?? 0) < sizes.preheaderLeast || (preheader ?? 0) > sizes.preheaderMost) {
    warn(
      "preheader-length",
      "preheader",
      `プリヘッダーは${sizes.preheaderLeast}〜${sizes.preheaderMost}文字にしてください（いま${preheader}文字）。${inbox.preheader.cut === "" ? "" : `スマートフォンの一覧では「…${inbox.preheader.shown.slice(-12)}」までです。`}`,
      `The preheader should have ${sizes.preheaderLeast} to ${sizes.preheaderMost} characters (now ${preheader}).${inbox.preheader.cut === "" ? "" : ` A phone's list ends it at “…${inbox.preheader.shown.slice(-24)}”.`}`,
    )
  }
  if ((text ?? 0) > mostText) {
    warn(
      "length",
      "mail",
      `本文が${text}文字あります。${mostText}文字までに収めると最後まで読まれます。`,
      `The mail has ${text} characters; up to ${mostText} are read to the end.`,
    )
  }
  if (mail.text.trim().length < 40) {
    warn("text-part", "mail", "テキスト版がほとんど空です。", "The plain-text part is almost empty.")
  }
  if (Buffer.byteLength(mail.html) > sizes.htmlBytes) {
    const say = {
      ja: "メールが100kBを超え、Gmailでは途中で切れます。",
      en: "The mail is over 100 kB and is cut short by Gmail.",
    }
    found.push({ level: "error", code: "size", at: "mail", say })
  }
  return found
}

const unique = (findings: readonly Finding[]) => [
  ...new Map(findings.map((f) => [`${f.code} ${f.at} ${f.say.en}`, f])).values(),
]
