import { formatDays } from "#messages"
import type { Language, Text } from "#kernel/text"
import type { TrackedOrder } from "./tracked-order.ts"

export type NextStep = { readonly title: string; readonly text: string; readonly link?: { label: string; url: string } }

/**
 * What this buyer can do next about this very order (E07): give the gift's page on, put the day in the calendar, read how
 * to begin. A service to the order, never an offer, so that it may stand in a mail that reaches everyone.
 */
export function nextStepOf(
  tracked: TrackedOrder,
  links: { readonly tracking: string; readonly gift: string },
): NextStep | undefined {
  const { order, language, expected, told } = tracked
  const say = (text: Text) => text[language]
  if (order.gift?.isGift)
    return {
      title: say({ ja: "贈り先の方へ", en: "For the one who receives it" }),
      text: say({
        ja: "金額の出ないお届けのページがあります。贈り先の方へお送りいただけます。",
        en: "There is a page without prices that you can pass on.",
      }),
      link: { label: say({ ja: "贈り先の方のページを開く", en: "Open the recipient's page" }), url: links.gift },
    }
  const guide = order.lines.flatMap((line) => {
    const content = line.productExternalId ? told.get(line.productExternalId) : undefined
    return content?.pieces.some((piece) => piece.kind === "how-to") ? [content] : []
  })[0]
  if (guide)
    return {
      title: say({ ja: "届く前に", en: "Before it arrives" }),
      text: say({
        ja: `「${guide.title}」のはじめの使い方を、お届けのページにご用意しました。`,
        en: `How to begin with “${guide.title}” is on the page of your order.`,
      }),
      link: { label: say({ ja: "使い方を見る", en: "See how to use it" }), url: links.tracking },
    }
  if (expected && order.channel === "online")
    return calendarStep(
      language,
      formatDays({ from: expected.firstDay, to: expected.lastDay }, language),
      links.tracking,
    )
  return undefined
}

const calendarStep = (language: Language, days: string, url: string): NextStep =>
  language === "ja"
    ? {
        title: "お受け取りの予定に",
        text: `お届けの予定（${days}）をカレンダーに入れておけます。`,
        link: { label: "予定に入れる", url: `${url}.ics` },
      }
    : {
        title: "Keep the day free",
        text: `You can put the delivery (${days}) in your calendar.`,
        link: { label: "Add to calendar", url: `${url}.ics` },
      }
