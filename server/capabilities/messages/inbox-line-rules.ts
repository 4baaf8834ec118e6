/** What a list of mails shows of a text, and what it cuts off. */
export type InboxLine = { readonly shown: string; readonly cut: string }

/**
 * How much of a line a phone 390 px wide shows in its list of mails, in ems (one em is one full-width character):
 * the subject on one line beside the hour, the preheader on two lines below it.
 */
export const phoneEms = { subject: 19, preheader: 42 } as const

/** East Asian Width (UAX #11) W and F, and ambiguous signs as Japanese fonts draw them: one em; all else half. */
const wide =
  /[\u1100-\u115f\u2190-\u21ff\u2460-\u27bf\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const emsOf = (grapheme: string): number => (wide.test(grapheme) ? 1 : 0.52)

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" })

/** Cuts a line where a phone would: never within a letter, and with room for the ellipsis when something is cut. */
export function cutForPhone(text: string, ems: number): InboxLine {
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment)
  const whole = parts.reduce((sum, part) => sum + emsOf(part), 0)
  if (whole <= ems) return { shown: text, cut: "" }
  let room = ems - 1
  const fits = parts.findIndex((part) => {
    room -= emsOf(part)
    return room < 0
  })
  return { shown: parts.slice(0, fits).join(""), cut: parts.slice(fits).join("") }
}

/** How a mail stands in a phone's list. */
export const inboxOf = (mail: { readonly subject: string; readonly preheader: string }) => ({
  subject: cutForPhone(mail.subject, phoneEms.subject),
  preheader: cutForPhone(mail.preheader, phoneEms.preheader),
})
