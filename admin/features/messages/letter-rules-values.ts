import type { LetterSettings } from "../../../server/capabilities/messages/model-letter-settings.ts"
import type { Text } from "../../../ui/text.ts"

/** The rules as a form holds them: a cap is two numbers, both empty when it is not limited. */
export type Edited = {
  hasQuiet: boolean
  quietFrom: string
  quietUntil: string
  totalDays: number | null
  totalCount: number | null
  emailDays: number | null
  emailCount: number | null
  lineDays: number | null
  lineCount: number | null
  smsDays: number | null
  smsCount: number | null
  pushDays: number | null
  pushCount: number | null
  topicDays: number | null
  topicCount: number | null
  sameTemplateDays: number | null
  giveAskDays: number | null
  giveAskSurplus: number | null
  discountDays: number | null
  discountCount: number | null
  deepestPercent: number | null
  visitYen: number | null
  sections: number | null
  balanceInFooter: boolean
}

/** The fields that hold a number. */
export type Numbered = Exclude<keyof Edited, "hasQuiet" | "balanceInFooter" | "quietFrom" | "quietUntil">

export const channelRows = [
  { days: "emailDays", count: "emailCount", label: { ja: "メール", en: "By e-mail" } },
  { days: "lineDays", count: "lineCount", label: { ja: "LINE", en: "By LINE" } },
  { days: "smsDays", count: "smsCount", label: { ja: "SMS", en: "By SMS" } },
  { days: "pushDays", count: "pushCount", label: { ja: "プッシュ通知", en: "By push" } },
] as const satisfies readonly { days: Numbered; count: Numbered; label: Text }[]

type Cap = { readonly atMost: number; readonly perDays: number } | null

/** What the form shows of the rules as they stand. */
export function editedOf(settings: LetterSettings): Edited {
  const { total, channels, topic, giveAsk, discounts, quietHours } = settings
  return {
    hasQuiet: quietHours !== null,
    quietFrom: quietHours?.from ?? "21:00",
    quietUntil: quietHours?.until ?? "08:00",
    totalDays: total?.perDays ?? null,
    totalCount: total?.atMost ?? null,
    emailDays: channels.email?.perDays ?? null,
    emailCount: channels.email?.atMost ?? null,
    lineDays: channels.line?.perDays ?? null,
    lineCount: channels.line?.atMost ?? null,
    smsDays: channels.sms?.perDays ?? null,
    smsCount: channels.sms?.atMost ?? null,
    pushDays: channels.push?.perDays ?? null,
    pushCount: channels.push?.atMost ?? null,
    topicDays: topic?.perDays ?? null,
    topicCount: topic?.atMost ?? null,
    sameTemplateDays: settings.sameTemplateDays,
    giveAskDays: giveAsk?.perDays ?? null,
    giveAskSurplus: giveAsk?.surplus ?? null,
    discountDays: discounts?.cap.perDays ?? null,
    discountCount: discounts?.cap.atMost ?? null,
    deepestPercent: discounts ? discounts.deepestBp / 100 : null,
    visitYen: settings.visitYen,
    sections: settings.sections,
    balanceInFooter: settings.balanceInFooter,
  }
}

const capOf = (perDays: number | null, atMost: number | null): Cap =>
  perDays === null || atMost === null ? null : { perDays, atMost }

/** The rules that the form says; what it doesn't show stays. */
export function settingsFrom(before: LetterSettings, edited: Edited): LetterSettings {
  const { giveAskDays, giveAskSurplus } = edited
  const discountCap = capOf(edited.discountDays, edited.discountCount)
  return {
    ...before,
    quietHours: edited.hasQuiet
      ? // safe: the server checks that they are times of day
        ({ from: edited.quietFrom, until: edited.quietUntil } as LetterSettings["quietHours"])
      : null,
    total: capOf(edited.totalDays, edited.totalCount),
    channels: {
      email: capOf(edited.emailDays, edited.emailCount),
      line: capOf(edited.lineDays, edited.lineCount),
      sms: capOf(edited.smsDays, edited.smsCount),
      push: capOf(edited.pushDays, edited.pushCount),
    },
    topic: capOf(edited.topicDays, edited.topicCount),
    sameTemplateDays: edited.sameTemplateDays ?? before.sameTemplateDays,
    giveAsk: giveAskDays === null || giveAskSurplus === null ? null : { perDays: giveAskDays, surplus: giveAskSurplus },
    discounts: discountCap ? { cap: discountCap, deepestBp: Math.round((edited.deepestPercent ?? 100) * 100) } : null,
    visitYen: edited.visitYen ?? before.visitYen,
    sections: edited.sections ?? before.sections,
    balanceInFooter: edited.balanceInFooter,
  }
}

const pairs = [
  ["totalDays", "totalCount"],
  ["emailDays", "emailCount"],
  ["lineDays", "lineCount"],
  ["smsDays", "smsCount"],
  ["pushDays", "pushCount"],
  ["topicDays", "topicCount"],
  ["giveAskDays", "giveAskSurplus"],
  ["discountDays", "discountCount"],
] as const satisfies readonly (readonly [keyof Edited, keyof Edited])[]

const halfGiven: Text = {
  ja: "日数と通数の両方を入れるか、両方とも空にしてください。",
  en: "Enter both days and number, or leave both empty.",
}
const daysRange: Text = { ja: "1〜365日で入れてください。", en: "Between 1 and 365 days." }

export function problemOf(values: Edited): Partial<Record<keyof Edited, Text>> {
  const problems: Partial<Record<keyof Edited, Text>> = {}
  for (const [days, count] of pairs) {
    if ((values[days] === null) !== (values[count] === null)) problems[count] = halfGiven
    const given = values[days]
    if (given !== null && (given < 1 || given > 365)) problems[days] = daysRange
  }
  const { sameTemplateDays, deepestPercent, visitYen, sections } = values
  if (sameTemplateDays === null || sameTemplateDays < 0 || sameTemplateDays > 365)
    problems.sameTemplateDays = { ja: "0〜365日で入れてください。", en: "Between 0 and 365 days." }
  if (deepestPercent !== null && (deepestPercent < 0 || deepestPercent > 100))
    problems.deepestPercent = { ja: "0〜100%で入れてください。", en: "Between 0 and 100 %." }
  if (visitYen === null || visitYen < 0 || visitYen > 100_000)
    problems.visitYen = { ja: "0〜100,000円で入れてください。", en: "Between 0 and 100,000 yen." }
  if (sections === null || sections < 0 || sections > 3)
    problems.sections = { ja: "0〜3通で入れてください。", en: "Between 0 and 3." }
  return problems
}
