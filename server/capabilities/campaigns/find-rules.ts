import type { Text } from "#kernel/text"
import type { LetterDocument, LetterWords } from "#messages"
import type { CampaignPlan, SendChannel } from "./model.ts"
import type { Shortage } from "./quota-rules.ts"
import type { Estimate, Finding } from "./model-views.ts"

export type FindFacts = {
  readonly plan: CampaignPlan
  readonly documents: ReadonlyMap<string, LetterDocument>
  readonly estimate: Pick<Estimate, "audience" | "ofSample" | "channels" | "skipped" | "waits">
  readonly now: Date
  readonly dueAt: Date
  /** On the day of sending, if it is one. */
  readonly holiday: Text | undefined
  /** It falls into the hours in which the brand writes to nobody. */
  readonly isQuiet: boolean
  /** Other campaigns within a day of it that share a segment. */
  readonly clashes: readonly { readonly name: string; readonly sameHour: boolean }[]
  /** How the records of the sender's domain stand, and whether letters wait until they are mended; null where nobody can say. */
  readonly sender: { readonly state: "good" | "warning" | "bad" | "unchecked"; readonly holds: boolean } | null
  /** Channels of which the vendor takes over fewer this month than are wanted (M46). */
  readonly shortages: readonly Shortage[]
  /** Of those looked at: how many lack what a text names, by name. */
  readonly lacking: readonly { readonly variable: string; readonly people: number }[]
  /** Words that could not be filled in for somebody, by variant (F80). */
  readonly unrendered: readonly { readonly variant: string; readonly why: Text }[]
  /** What channels say of how these words go, by variant. */
  readonly remarks: readonly { readonly variant: string; readonly say: Text }[]
}

const finding = (
  level: Finding["level"],
  code: string,
  ja: string,
  en: string,
  variant: string | null = null,
): Finding => ({
  code,
  level,
  say: { ja, en },
  variant,
})

/** All that is to be said before it goes; a stop keeps it from being launched. Pure. */
export const findingsOf = (facts: FindFacts): Finding[] => [
  ...ofWords(facts),
  ...ofAudience(facts),
  ...ofSender(facts),
  ...ofQuota(facts),
  ...ofMoment(facts),
  ...ofMeasure(facts),
]

/** Of the words, what a channel says: another system takes whichever of them is written. */
const partsOf = {
  email: ["mail"],
  line: ["line"],
  sms: ["sms"],
  push: ["push"],
  relay: ["push", "sms", "line"],
  dm: ["dm"],
} as const satisfies Record<SendChannel, readonly (keyof LetterWords)[]>

function* ofWords({ plan, documents, unrendered, remarks, lacking, estimate }: FindFacts): Generator<Finding> {
  if (plan.variants.length === 0) yield finding("stop", "no-words", "文面が選ばれていません。", "No words are chosen.")
  for (const { key, name } of plan.variants) {
    const document = documents.get(key)
    if (!document) {
      yield finding(
        "stop",
        "unknown-template",
        `文面「${name || key}」が見つかりません。公開された版を選んでください。`,
        `The words “${name || key}” are gone. Choose a published version.`,
        key,
      )
      continue
    }
    const words = [document.words.ja, document.words.en].filter((w) => w !== undefined)
    const wanted = plan.channels === "best" ? (Object.keys(partsOf) as SendChannel[]) : plan.channels // safe: keys of partsOf
    if (!words.some((w) => wanted.some((channel) => partsOf[channel].some((part) => w[part] !== null))))
      yield finding(
        "stop",
        "not-written",
        "選ばれたチャネルの文面がありません。",
        "Nothing is written for the chosen channels.",
        key,
      )
    for (const url of brokenLinks(words))
      yield finding("stop", "broken-link", `開けないリンクがあります: ${url}`, `A link leads nowhere: ${url}`, key)
  }
  for (const { variant, why } of unrendered) yield { code: "not-rendered", level: "stop", say: why, variant }
  for (const { variant, say } of remarks) yield { code: "channel-remark", level: "note", say, variant }
  for (const { variable, people } of lacking) {
    const share = Math.round((people / Math.max(1, estimate.ofSample)) * 100)
    if (people > 0)
      yield finding(
        "warn",
        "empty-variable",
        `${Math.max(1, share)}% のお客様で「${variable}」が空です。`,
        `“${variable}” is empty for ${Math.max(1, share)}% of them.`,
      )
  }
}

function* ofAudience({ plan, estimate }: FindFacts): Generator<Finding> {
  if (plan.audience.include.length === 0) {
    yield finding("stop", "no-audience", "届ける相手が選ばれていません。", "Nobody is chosen to get it.")
    return
  }
  if (estimate.audience === 0) {
    yield finding(
      "stop",
      "empty-audience",
      "いま、この条件に合うお客様がいません。",
      "Nobody belongs to it at the moment.",
    )
    return
  }
  const reached = estimate.channels.reduce((sum, { count }) => sum + count, 0)
  const waiting = estimate.waits.reduce((sum, { count }) => sum + count, 0)
  if (estimate.ofSample > 0 && reached + waiting === 0)
    yield finding(
      "stop",
      "nobody-reached",
      "届けられるお客様がいません。同意とあて先をお確かめください。",
      "Nobody of them can be reached. Look at consent and addresses.",
    )
  const without = estimate.skipped
    .filter(({ key }) => key.startsWith("consent"))
    .reduce((sum, { count }) => sum + count, 0)
  if (without > 0)
    yield finding(
      "note",
      "no-consent",
      `${Math.round((without / estimate.ofSample) * 100)}% は配信の同意がなく、送られません。`,
      `${Math.round((without / estimate.ofSample) * 100)}% have not agreed to letters and get none.`,
    )
  if (plan.intent === "discount" && plan.audience.exclude.length === 0)
    yield finding(
      "note",
      "no-exclusion",
      "割引を送らない相手（すでに買った人など）が選ばれていません。",
      "Nobody is left out of this offer, such as those who bought already.",
    )
}

/** What the sender's domain says (M04): only where mails go at all. */
function* ofSender({ sender, estimate }: FindFacts): Generator<Finding> {
  if (!sender || !estimate.channels.some(({ key }) => key === "email")) return
  if (sender.holds)
    yield finding(
      "stop",
      "domain-holds",
      "差出人のドメインの設定が足りないため、メールは直るまで送られません。「ドメイン」のページで直してください。",
      "The sender's domain lacks records, and mails wait until they are mended. See the page of the domain.",
    )
  else if (sender.state === "bad" || sender.state === "unchecked")
    yield finding(
      "warn",
      "unverified-domain",
      "差出人のドメインがまだ確認されていません。迷惑メールに入りやすくなります。",
      "The sender's domain is not verified: mails may end among spam.",
    )
  else if (sender.state === "warning")
    yield finding(
      "note",
      "domain-warning",
      "差出人のドメインの設定に、直したほうがよいところがあります。",
      "Something in the records of the sender's domain could be better.",
    )
}

const channelNames: Readonly<Record<string, string>> = { line: "LINE", sms: "SMS" }

/** Nothing begins that a vendor's month does not hold, unless it is to go up to what is left (M46). */
function* ofQuota({ plan, shortages }: FindFacts): Generator<Finding> {
  for (const { channel, wanted, left } of shortages) {
    const name = channelNames[channel] ?? channel
    yield plan.quota === "all"
      ? finding(
          "stop",
          "quota",
          `${name}で約${wanted}通が要りますが、今月の残りは${left}通です。上限を上げるか、「残りの数まで送る」を選ぶか、相手かチャネルを減らしてください。`,
          `About ${wanted} would go by ${name}, which takes ${left} more this month. Raise the plan, choose “up to what is left”, or take fewer people or another channel.`,
        )
      : finding(
          "warn",
          "quota-part",
          `${name}は今月の残り${left}通まで送ります。要るのは約${wanted}通で、残りはほかのチャネルで送るか、期限まで待って「送れませんでした」と残ります。`,
          `Of about ${wanted} by ${name}, ${left} leave this month. The rest go by another chosen channel, or wait until its window ends and then end with that reason.`,
        )
  }
}

function* ofMoment({ plan, now, dueAt, isQuiet, holiday, clashes }: FindFacts): Generator<Finding> {
  if (plan.when.kind !== "now" && dueAt.getTime() + plan.withinHours * 3_600_000 < now.getTime())
    yield finding("stop", "past", "配信の日時が過ぎています。", "Its moment has passed.")
  else if (plan.when.kind === "at" && dueAt < now)
    yield finding("stop", "past", "配信の日時が過ぎています。", "Its moment has passed.")
  if (isQuiet)
    yield finding(
      "warn",
      "quiet-hours",
      "送らない時間帯にかかります。明けてから送ります。",
      "It falls into quiet hours: it leaves when they are over.",
    )
  if (holiday)
    yield finding("note", "holiday", `この日は祝日（${holiday.ja}）です。`, `That day is a holiday (${holiday.en}).`)
  for (const { name, sameHour } of clashes)
    yield sameHour
      ? finding(
          "warn",
          "clash",
          `同じ時刻に「${name}」が同じお客様へ送られます。`,
          `“${name}” goes to the same people at the same hour.`,
        )
      : finding(
          "note",
          "clash",
          `前後1日のうちに「${name}」が同じお客様へ送られます。`,
          `“${name}” goes to the same people within a day of it.`,
        )
  if (plan.withinHours > 24 * 14)
    yield finding(
      "note",
      "long-window",
      "送り終えるまでの期限が2週間を超えています。",
      "It may go on for more than two weeks.",
    )
}

/** Fewer people than this kept apart can't show an effect of a usual size. */
const leastHeldOut = 200

function* ofMeasure({ plan, estimate }: FindFacts): Generator<Finding> {
  if (plan.holdoutBp === 0) {
    yield finding(
      "warn",
      "no-holdout",
      "送らない人を残していません。この配信の効果は測れません。",
      "Nobody is kept apart: what it was worth can't be seen.",
    )
    return
  }
  const held = Math.round((estimate.audience * plan.holdoutBp) / 10_000)
  if (estimate.audience > 0 && held < leastHeldOut)
    yield finding(
      "note",
      "small-holdout",
      `送らずに残すのは約${held}人です。この配信だけで効果を言うには少なめです。`,
      `About ${held} are kept apart: few to say what this one sending was worth.`,
    )
  if (plan.repeat && plan.variants.length < plan.repeat.times)
    yield finding(
      "note",
      "few-variations",
      `${plan.repeat.times}回のうち、同じ人に届く文面は${plan.variants.length}回ぶんです。同じ文面は二度届きません。`,
      `Of ${plan.repeat.times} sendings each person gets at most ${plan.variants.length}: the same words never come twice.`,
    )
}

/** Links that nobody outside can open. Those that are filled in later can't be judged here. */
export function brokenLinks(words: readonly LetterWords[]): string[] {
  const found = new Set<string>()
  for (const url of words.flatMap((w) => linksIn(w))) if (!leadsSomewhere(url)) found.add(url)
  return [...found]
}

const linksIn = (words: LetterWords): string[] =>
  [...JSON.stringify(words).matchAll(/https?:\/\/[^\s"'<>{})\\]+/g)].map(([url]) => url)

function leadsSomewhere(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname.includes(".") && !/(^|\.)(localhost|local|invalid|test)$/.test(hostname)
}
