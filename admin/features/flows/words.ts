import type { Entry } from "../../../server/capabilities/flows/model.ts"
import type { Check, Step, StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { counted, same, type Text } from "../../../ui/text.ts"
import { documentText } from "../../app/conditions/sentence.ts"
import type { FlowNames } from "./naming.ts"
import { eventsText, spanText, waitText } from "./words-time.ts"

export const channelNames: Readonly<Record<string, Text>> = {
  email: { ja: "メール", en: "Email" },
  line: same("LINE"),
  sms: same("SMS"),
  push: { ja: "プッシュ", en: "Push" },
  dm: { ja: "DM", en: "Direct message" },
  post: { ja: "郵便", en: "Post" },
}
export const channelName = (key: string): Text => channelNames[key] ?? same(key)

/** LINE、届かなければメール / LINE, else email. */
export function channelsText(channels: StepOf<"message">["channels"]): Text {
  if (channels === "best") return { ja: "届きやすい手段で", en: "the best channel" }
  const [first, ...others] = channels.map(channelName)
  if (!first) return { ja: "手段なし", en: "no channel" }
  return {
    ja: [first.ja, ...others.map(({ ja }) => `届かなければ${ja}`)].join("、"),
    en: [first.en, ...others.map(({ en }) => `else ${en}`)].join(", "),
  }
}

export const kindNames: Record<Step["kind"], Text> = {
  message: { ja: "メッセージ", en: "Message" },
  wait: { ja: "待つ", en: "Wait" },
  "wait-for-event": { ja: "待って、分ける", en: "Wait for something" },
  branch: { ja: "条件で分ける", en: "Branch" },
  split: { ja: "くらべるために分ける", en: "Split to compare" },
  repeat: { ja: "くり返す", en: "Repeat" },
  offer: { ja: "クーポンを渡す", en: "Give a coupon" },
  property: { ja: "項目を書く", en: "Set a property" },
  tag: { ja: "印をつける", en: "Tag" },
  task: { ja: "スタッフに頼む", en: "Ask the staff" },
  webhook: { ja: "ほかのしくみに知らせる", en: "Tell another system" },
  notify: { ja: "チームに知らせる", en: "Tell the team" },
  "start-flow": { ja: "別のフローを始める", en: "Start another flow" },
  stop: { ja: "ここで終わり", en: "Ends here" },
  contributed: { ja: "そのほかの手順", en: "Another step" },
}

/** What a card shows in words: a small line above, what it is, and a line below. */
export type CardWords = {
  readonly over: Text
  readonly title: Text
  readonly under: Text | null
  readonly lacks: Text | null
}

export function cardWords(step: Step, names: FlowNames, at: number | undefined): CardWords {
  const own =
    step.name && (step.name.ja || step.name.en)
      ? { ja: step.name.ja || step.name.en, en: step.name.en || step.name.ja }
      : null
  const words = wordsOf(step, names, at)
  if (!own) return words
  const isSaid =
    words.title === unnamed || words.title === unread || words.title.ja === own.ja || words.title.en === own.en
  return { ...words, title: own, under: words.under ?? (isSaid ? null : words.title) }
}

/** While the names of templates are on their way. */
const unread: Text = { ja: "文面", en: "Its words" }
const unnamed: Text = { ja: "文面を選んでください", en: "Choose the words" }
const over = (kind: Step["kind"]) => kindNames[kind]

const plainFor =
  (step: Step) =>
  (title: Text, under: Text | null = null, lacks: Text | null = null): CardWords => ({
    over: over(step.kind),
    title,
    under,
    lacks,
  })

function wordsOf(step: Step, names: FlowNames, at: number | undefined): CardWords {
  const plain = plainFor(step)
  switch (step.kind) {
    case "message":
      return messageWords(step, names, at)
    case "wait": {
      const { title, beside } = waitText(step.until, names)
      return plain(title, beside)
    }
    case "wait-for-event": {
      const [event, span] = [eventsText(step.event.names, names), spanText(step.timeout)]
      return {
        over: { ja: `${span.ja}待って、分ける`, en: `Waits ${span.en}, then branches` },
        title: { ja: `${event.ja}か`, en: `${event.en}?` },
        under: null,
        lacks: null,
      }
    }
    case "branch":
      return branchWords(step, names)
    case "split":
      return plain({
        ja: step.arms.map((arm, index) => `${armName(arm, index).ja} ${share(step, arm.weight)}`).join("　／　"),
        en: step.arms.map((arm, index) => `${armName(arm, index).en} ${share(step, arm.weight)}`).join("  /  "),
      })
    case "repeat":
      return plain({ ja: `${step.times}回くり返す`, en: `${counted(step.times, "time")} over` })
    default:
      return actWords(step, names)
  }
}

type Act = Exclude<Step, { kind: "message" | "wait" | "wait-for-event" | "branch" | "split" | "repeat" }>

/** What is done, in words. */
function actWords(step: Act, names: FlowNames): CardWords {
  const plain = plainFor(step)
  switch (step.kind) {
    case "offer": {
      const offer = step.offerId === null ? undefined : names.offer(step.offerId)
      const valid = step.validFor && spanText(step.validFor)
      return plain(
        offer ??
          (step.offerId === null
            ? { ja: "クーポンを選んでください", en: "Choose the offer" }
            : { ja: "クーポン", en: "An offer" }),
        valid
          ? { ja: `${valid.ja}のあいだ使える、その人だけのコード`, en: `A code of their own, good for ${valid.en}` }
          : null,
        step.offerId !== null ? null : { ja: "クーポンが選ばれていません", en: "No offer is chosen" },
      )
    }
    case "property": {
      const property = names.property(step.key)
      const value = step.value === null ? null : String(step.value)
      return plain(
        value === null
          ? { ja: `${property.ja}を消す`, en: `Clear ${property.en}` }
          : { ja: `${property.ja}を「${value}」にする`, en: `Set ${property.en} to “${value}”` },
      )
    }
    case "tag":
      return plain(
        step.isRemoved
          ? { ja: `「${step.tag}」を外す`, en: `Take off “${step.tag}”` }
          : { ja: `「${step.tag}」をつける`, en: `Tag with “${step.tag}”` },
        names.property(step.key),
      )
    case "task":
      return plain(
        { ja: step.title.ja || step.title.en, en: step.title.en || step.title.ja },
        step.text ? same(step.text) : null,
      )
    case "webhook":
      return plain(same(step.topic), {
        ja: "flows.reached を受け取るしくみへ",
        en: "To whoever listens to flows.reached",
      })
    case "notify":
      return plain(
        step.text ? same(step.text) : { ja: "知らせる文を書いてください", en: "Write what they are told" },
        null,
        step.text ? null : { ja: "文がありません", en: "There are no words" },
      )
    case "start-flow": {
      const flow = step.flowId === null ? undefined : names.flow(step.flowId)
      return plain(
        flow ??
          (step.flowId === null
            ? { ja: "フローを選んでください", en: "Choose the flow" }
            : { ja: "別のフロー", en: "Another flow" }),
        null,
        step.flowId !== null ? null : { ja: "フローが選ばれていません", en: "No flow is chosen" },
      )
    }
    case "stop":
      return plain(step.reason ? same(step.reason) : { ja: "フローから出る", en: "Leaves the flow" })
    case "contributed":
      return plain(same(step.step))
  }
}

export const armName = (arm: StepOf<"split">["arms"][number], index: number): Text => ({
  ja: arm.name?.ja || arm.name?.en || String.fromCharCode(65 + index),
  en: arm.name?.en || arm.name?.ja || String.fromCharCode(65 + index),
})

/** 50% of the whole weight, with one digit where it needs one. */
export function share({ arms }: StepOf<"split">, weight: number): string {
  const whole = arms.reduce((sum, arm) => sum + arm.weight, 0)
  return `${Number(((100 * weight) / whole).toFixed(1))}%`
}

function messageWords(step: StepOf<"message">, names: FlowNames, at: number | undefined): CardWords {
  const template = step.template && names.template(step.template.templateId)
  const channels = channelsText(step.channels)
  return {
    over: { ja: `${at ?? ""}通目　${channels.ja}`, en: `Message ${at ?? ""}, ${channels.en}` },
    title: template ? template.name : step.template ? unread : unnamed,
    under: template?.subject ?? null,
    lacks: step.template ? null : { ja: "文面が選ばれていません", en: "No words are chosen" },
  }
}

function branchWords(step: StepOf<"branch">, names: FlowNames): CardWords {
  const [first, ...others] = step.ways
  const check = first ? checkText(first.check, names) : same("")
  const isOpen = step.ways.some((way) => isOpenCheck(way.check))
  return {
    over: over("branch"),
    title:
      others.length > 0
        ? { ja: `${step.ways.length + 1}つに分ける`, en: `${step.ways.length + 1} ways` }
        : asQuestion(check),
    under:
      others.length > 0
        ? {
            ja: step.ways.map((way, index) => wayName(way, index, names).ja).join("・"),
            en: step.ways.map((way, index) => wayName(way, index, names).en).join(", "),
          }
        : null,
    lacks: isOpen ? { ja: "条件が決まっていません", en: "The condition is not chosen yet" } : null,
  }
}

export const isOpenCheck = (check: Check): boolean =>
  check.kind === "person" && (check.who.kind === "all" || check.who.kind === "any") && check.who.of.length === 0

const asQuestion = ({ ja, en }: Text): Text => ({ ja: `${ja}か`, en: `${en}?` })

/** What a way is called: its own name, else its condition. */
export function wayName(way: StepOf<"branch">["ways"][number], index: number, names: FlowNames): Text {
  if (way.name && (way.name.ja || way.name.en))
    return { ja: way.name.ja || way.name.en, en: way.name.en || way.name.ja }
  return isOpenCheck(way.check) ? { ja: `${index + 1}つ目`, en: `Way ${index + 1}` } : checkText(way.check, names)
}

/** A question as a clause: 過去90日に3回以上購入した人. */
export function checkText(check: Check, names: FlowNames): Text {
  switch (check.kind) {
    case "person": {
      if (isOpenCheck(check)) return { ja: "条件を選んでください", en: "Choose a condition" }
      const { ja, en } = documentText({ format: 1, who: check.who }, names)
      return { ja: ja.replace(/人。$/, "人").replace(/。$/, ""), en: en.replace(/\.$/, "") }
    }
    case "event": {
      const fields = check.filters.map(({ field, test }) => `${field.replace("properties.", "")} ${filterText(test)}`)
      return { ja: `できごとの ${fields.join("、")}`, en: `the event has ${fields.join(" and ")}` }
    }
    case "reachable": {
      const list = check.channels.map(channelName)
      return {
        ja: `${list.map(({ ja }) => ja).join("か")}で届く人`,
        en: `can be reached by ${list.map(({ en }) => en).join(" or ")}`,
      }
    }
    case "known":
      return { ja: `${knownName(check.path).ja}がある`, en: `${knownName(check.path).en} is known` }
    case "in-stock":
      return { ja: "その商品の在庫がある", en: "the product is in stock" }
  }
}

function filterText(test: StepFilterTest): string {
  if ("is" in test) return `= ${test.is.join(" / ")}`
  if ("isNot" in test) return `≠ ${test.isNot.join(" / ")}`
  if ("contains" in test) return `∋ ${test.contains}`
  if ("isTrue" in test) return test.isTrue ? "= ✓" : "= ✕"
  return `${test.atLeast ?? ""}〜${test.atMost ?? ""}`
}
type StepFilterTest = Extract<Check, { kind: "event" }>["filters"][number]["test"]

export function knownName(path: string): Text {
  const last = path.split(".").at(-1) ?? path
  if (last.endsWith("note")) return { ja: "スタッフのメモ", en: "a staff note" }
  if (path === "offer.code") return { ja: "クーポンのコード", en: "a coupon code" }
  return { ja: `「${last}」`, en: `“${last}”` }
}

/** What stands at a way of a step that has several; null where there is one. */
export function portWords(step: Step, port: string, names: FlowNames): Text | null {
  switch (step.kind) {
    case "branch": {
      const index = step.ways.findIndex(({ id }) => id === port)
      const way = step.ways[index]
      if (way && step.ways.length === 1 && !way.name) return { ja: "はい", en: "Yes" }
      if (way) return wayName(way, index, names)
      return step.ways.length === 1 ? { ja: "いいえ", en: "No" } : { ja: "そのほか", en: "Everyone else" }
    }
    case "split": {
      const index = step.arms.findIndex(({ id }) => id === port)
      const arm = step.arms[index]
      return arm
        ? {
            ja: `${armName(arm, index).ja} ${share(step, arm.weight)}`,
            en: `${armName(arm, index).en} ${share(step, arm.weight)}`,
          }
        : null
    }
    case "wait-for-event":
      return port === "happened" ? { ja: "はい", en: "Yes" } : { ja: "いいえ", en: "No" }
    default:
      return null
  }
}

/** Who may come in, and how often, as one line under the trigger. */
export function entryText({ audience, exclusion, reentry }: Entry, names: FlowNames): Text {
  const who = audience ? documentText(audience, names) : { ja: "すべての人。", en: "Everybody." }
  const not = exclusion ? documentText(exclusion, names) : null
  const again = reentryText(reentry)
  const those = `${audience && who.en.startsWith("who") ? "Those " : ""}${who.en.replace(/\.$/, "")}`
  return {
    ja: `${who.ja.replace(/。$/, "")}${not ? `。${not.ja.replace(/。$/, "")}は除く` : ""}。${again.ja}`,
    en: `${those}${not ? `, without those ${not.en.replace(/\.$/, "")}` : ""}. ${again.en}`,
  }
}

export function reentryText(reentry: Entry["reentry"]): Text {
  switch (reentry.kind) {
    case "once":
      return { ja: "一人一度だけ", en: "Once per person" }
    case "each":
      return { ja: "できごとごとに一回", en: "Once for each event" }
    case "after-end":
      return { ja: "終わったあとなら、もう一度", en: "Again once they have finished" }
    case "after-days":
      return { ja: `${reentry.days}日あけて、もう一度`, en: `Again after ${reentry.days} days` }
  }
}
