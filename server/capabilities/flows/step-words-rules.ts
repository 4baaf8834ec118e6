import type { Text } from "#kernel/text"
import type { Trigger } from "./model.ts"
import type { Check, Step, StepKind } from "./model-steps.ts"
import type { Calendar, DateSource, Span, WaitUntil } from "./model-times.ts"

/** What the brand calls what steps speak of. Unknown ones may be named by their ids. */
export type FlowWords = {
  readonly event: (name: string) => Text
  readonly segment: (segmentId: string) => Text
  readonly property: (key: string) => Text
  readonly template: (templateId: string) => Text
  readonly flow: (flowId: string) => Text
}

const same = (text: string): Text => ({ ja: text, en: text })

/** What the kinds of steps are called on the canvas. */
export const stepLabels: Readonly<Record<StepKind, Text>> = {
  message: { ja: "メッセージを送る", en: "Send a message" },
  wait: { ja: "待つ", en: "Wait" },
  "wait-for-event": { ja: "できごとを待つ", en: "Wait for an event" },
  branch: { ja: "分かれる", en: "Branch" },
  split: { ja: "くじで分ける", en: "Split by chance" },
  repeat: { ja: "繰り返す", en: "Repeat" },
  offer: { ja: "特典コードを渡す", en: "Give a code" },
  property: { ja: "項目を書きかえる", en: "Set a property" },
  tag: { ja: "タグをつける", en: "Tag" },
  task: { ja: "スタッフに頼む", en: "Ask the staff" },
  webhook: { ja: "ほかのシステムに知らせる", en: "Tell another system" },
  notify: { ja: "チームに知らせる", en: "Tell the team" },
  "start-flow": { ja: "ほかのフローを始める", en: "Start another flow" },
  stop: { ja: "ここで抜ける", en: "Leave here" },
  contributed: { ja: "ほかの機能", en: "Another feature" },
}

export const triggerLabels: Readonly<Record<Trigger["kind"], Text>> = {
  event: { ja: "できごと", en: "An event" },
  segment: { ja: "セグメント", en: "A segment" },
  date: { ja: "日付", en: "A date" },
  schedule: { ja: "予定", en: "A schedule" },
  launch: { ja: "新商品", en: "New product" },
  call: { ja: "呼び出し", en: "A call" },
}

const unitWords: Readonly<Record<Span["unit"], Text>> = {
  minutes: { ja: "分", en: "minute" },
  hours: { ja: "時間", en: "hour" },
  days: { ja: "日", en: "day" },
  weeks: { ja: "週間", en: "week" },
  months: { ja: "か月", en: "month" },
}

/** "3 days". */
export const spanWords = ({ n, unit }: Span): Text => ({
  ja: `${n}${unitWords[unit].ja}`,
  en: `${n} ${unitWords[unit].en}${n === 1 ? "" : "s"}`,
})

const weekdayWords: Readonly<Record<string, Text>> = {
  mon: { ja: "月", en: "Monday" },
  tue: { ja: "火", en: "Tuesday" },
  wed: { ja: "水", en: "Wednesday" },
  thu: { ja: "木", en: "Thursday" },
  fri: { ja: "金", en: "Friday" },
  sat: { ja: "土", en: "Saturday" },
  sun: { ja: "日", en: "Sunday" },
}
const weekdaysWords = (days: readonly string[]): Text => ({
  ja: `${days.map((day) => weekdayWords[day]?.ja ?? day).join("・")}曜`,
  en: days.map((day) => weekdayWords[day]?.en ?? day).join(", "),
})

const list = (texts: readonly Text[]): Text => ({
  ja: texts.map(({ ja }) => ja).join("・"),
  en: texts.map(({ en }) => en).join(", "),
})

function dateWords(source: DateSource, words: FlowWords): Text {
  switch (source.kind) {
    case "birthday":
      return { ja: "誕生日", en: "the birthday" }
    case "property":
      return words.property(source.key)
    case "fact":
      return { ja: `できごとの日付（${source.path}）`, en: `the event's date (${source.path})` }
    case "moment":
      return moments[source.of]
    case "day":
      return same(source.day)
  }
}
const moments = {
  firstSeen: { ja: "はじめて知った日", en: "the day we first met" },
  firstOrder: { ja: "はじめて購入した日", en: "the first purchase" },
  lastOrder: { ja: "最後に購入した日", en: "the last purchase" },
} as const

function daysWords(days: number, date: Text): Text {
  if (days === 0) return { ja: `${date.ja}の当日`, en: `on ${date.en}` }
  const n = Math.abs(days)
  return days < 0
    ? { ja: `${date.ja}の${n}日前`, en: `${n} day${n === 1 ? "" : "s"} before ${date.en}` }
    : { ja: `${date.ja}の${n}日後`, en: `${n} day${n === 1 ? "" : "s"} after ${date.en}` }
}

function calendarWords({ at, weekdays, dayOfMonth, months, days }: Calendar): Text {
  if (days) return { ja: `${days.join("・")}の${at}`, en: `on ${days.join(", ")} at ${at}` }
  const inMonths = months ? { ja: `${months.join("・")}月の`, en: ` in month ${months.join(", ")}` } : same("")
  if (dayOfMonth !== undefined)
    return {
      ja: `${inMonths.ja}毎月${dayOfMonth}日${at}`,
      en: `on day ${dayOfMonth} of the month${inMonths.en} at ${at}`,
    }
  if (weekdays) {
    const on = weekdaysWords(weekdays)
    return { ja: `${inMonths.ja}毎週${on.ja}${at}`, en: `every ${on.en}${inMonths.en} at ${at}` }
  }
  return { ja: `${inMonths.ja}毎日${at}`, en: `every day${inMonths.en} at ${at}` }
}

/** What sets a flow off, in a sentence. */
export function triggerSentence(trigger: Trigger, words: FlowWords): Text {
  switch (trigger.kind) {
    case "event": {
      const what = list(trigger.event.names.map(words.event))
      return { ja: `「${what.ja}」とき`, en: `When: ${what.en}` }
    }
    case "segment": {
      const what = words.segment(trigger.segmentId)
      return trigger.move === "entered"
        ? { ja: `「${what.ja}」に入ったとき`, en: `When somebody enters ${what.en}` }
        : { ja: `「${what.ja}」から出たとき`, en: `When somebody leaves ${what.en}` }
    }
    case "date": {
      const when = daysWords(trigger.days, dateWords(trigger.of, words))
      return { ja: `${when.ja} ${trigger.at}`, en: `At ${trigger.at}, ${when.en}` }
    }
    case "schedule": {
      const [when, who] = [calendarWords(trigger.calendar), words.segment(trigger.segmentId)]
      return { ja: `${when.ja}、「${who.ja}」の方に`, en: `For everybody in ${who.en}, ${when.en}` }
    }
    case "launch": {
      const who = words.segment(trigger.segmentId)
      return {
        ja: `新しい商品が出たとき、「${who.ja}」の方に`,
        en: `For everybody in ${who.en}, when there is a new product`,
      }
    }
    case "call":
      return { ja: "呼び出されたとき", en: "When it is called" }
  }
}

function waitWords(until: WaitUntil, words: FlowWords): Text {
  switch (until.kind) {
    case "span": {
      const span = spanWords(until.span)
      return until.at === undefined
        ? { ja: `${span.ja}待つ`, en: `Wait ${span.en}` }
        : { ja: `${span.ja}待ち、${until.at}に`, en: `Wait ${span.en}, then until ${until.at}` }
    }
    case "time":
      return { ja: `${until.at}まで待つ`, en: `Wait until ${until.at}` }
    case "weekday": {
      const days = weekdaysWords(until.weekdays)
      return { ja: `次の${days.ja}${until.at}まで待つ`, en: `Wait until the next ${days.en} at ${until.at}` }
    }
    case "before-weekend":
      return { ja: `週末の前の${until.at}まで待つ`, en: `Wait until ${until.at} before the weekend` }
    case "date": {
      const when = daysWords(until.days, dateWords(until.of, words))
      return { ja: `${when.ja} ${until.at}まで待つ`, en: `Wait until ${until.at} ${when.en}` }
    }
    case "quiet-hours":
      return {
        ja: `${until.from}から${until.to}までは待つ`,
        en: `Wait while it is between ${until.from} and ${until.to}`,
      }
  }
}

/** A check in a few words; conditions about people have sentences of their own. */
export function checkWords(
  check: Check,
  words: FlowWords & { readonly condition?: (check: Check) => Text | undefined },
): Text {
  const said = words.condition?.(check)
  if (said) return said
  switch (check.kind) {
    case "person":
      return { ja: "お客様の条件", en: "a condition about the person" }
    case "event":
      return { ja: "できごとの中身", en: "what the event says" }
    case "reachable":
      return { ja: `${check.channels.join("・")}で届く`, en: `can be reached by ${check.channels.join(", ")}` }
    case "known":
      return { ja: `「${check.path}」が分かっている`, en: `${check.path} is known` }
    case "in-stock":
      return { ja: "在庫がある", en: "it is in stock" }
  }
}

/** One step in a sentence, as its card and the list for screen readers say it. */
export function stepSentence(step: Step, words: FlowWords): Text {
  switch (step.kind) {
    case "message": {
      const name = step.template ? words.template(step.template.templateId) : { ja: "未選択", en: "none yet" }
      return { ja: `「${name.ja}」を送る`, en: `Send ${name.en}` }
    }
    case "wait":
      return waitWords(step.until, words)
    case "wait-for-event": {
      const [what, span] = [list(step.event.names.map(words.event)), spanWords(step.timeout)]
      return { ja: `「${what.ja}」を${span.ja}まで待つ`, en: `Wait up to ${span.en} for: ${what.en}` }
    }
    case "branch":
      return { ja: `${step.ways.length + 1}つに分かれる`, en: `Branch ${step.ways.length + 1} ways` }
    case "split": {
      const all = step.arms.reduce((sum, { weight }) => sum + weight, 0)
      const shares = step.arms.map(({ weight }) => `${Math.round((weight / all) * 100)}%`).join(" / ")
      return { ja: `くじで分ける（${shares}）`, en: `Split by chance (${shares})` }
    }
    case "repeat":
      return { ja: `${step.times}回まで繰り返す`, en: `Repeat ${step.times} times` }
    case "property": {
      const what = words.property(step.key)
      return step.value === null
        ? { ja: `「${what.ja}」を空にする`, en: `Clear ${what.en}` }
        : { ja: `「${what.ja}」を「${step.value}」にする`, en: `Set ${what.en} to ${step.value}` }
    }
    case "tag": {
      const what = words.property(step.key)
      return step.isRemoved
        ? { ja: `「${what.ja}」から「${step.tag}」を外す`, en: `Remove ${step.tag} from ${what.en}` }
        : { ja: `「${what.ja}」に「${step.tag}」をつける`, en: `Add ${step.tag} to ${what.en}` }
    }
    case "task":
      return { ja: `スタッフに頼む: ${step.title.ja}`, en: `Ask the staff: ${step.title.en}` }
    case "start-flow": {
      const name = step.flowId ? words.flow(step.flowId) : { ja: "未選択", en: "none yet" }
      return { ja: `「${name.ja}」を始める`, en: `Start ${name.en}` }
    }
    default:
      return stepLabels[step.kind]
  }
}
