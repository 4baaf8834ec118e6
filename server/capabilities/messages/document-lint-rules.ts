import type { Language, Text } from "#kernel/text"
import type { Block, MailDocument } from "./model-blocks.ts"
import { advertisingIn, asksForReview, isOffer } from "./advertising-rules.ts"
import { poorContrasts } from "./contrast-rules.ts"
import type { BrandLook, Purpose } from "./model.ts"

/** What a careful colleague would say before a message is published. An error keeps it from being published. */
export type Finding = {
  readonly code: string
  readonly level: "error" | "warning"
  /** `subject`, `preheader`, `look`, `mail`, or the index of a block. */
  readonly at: string
  readonly say: Text
}

export type Linted = {
  readonly document: MailDocument
  readonly look: BrandLook
  readonly language: Language
  readonly purpose: Purpose
  readonly isForStaff?: boolean | undefined
}

/** Findings that need only the document. What shows only in a rendering is in check-mail.ts. */
export function lintDocument(linted: Linted): Finding[] {
  return [
    ...oneButton(linted),
    ...pictures(linted),
    ...endOfMail(linted),
    ...advertising(linted),
    ...wording(linted),
    ...readable(linted),
  ]
}

const finding = (level: Finding["level"], code: string, at: string, ja: string, en: string): Finding => ({
  level,
  code,
  at,
  say: { ja, en },
})

function oneButton({ document }: Linted): Finding[] {
  const buttons = document.blocks.flatMap((block, index) => (isButton(block) ? [String(index)] : []))
  if (buttons.length === 0) {
    if (document.blocks.some(hasOwnLinks)) return []
    return [
      finding(
        "warning",
        "no-button",
        "mail",
        "ボタンがありません。読んだ人が次にできることを一つ置いてください。",
        "There is no button. Give the reader one thing to do.",
      ),
    ]
  }
  return buttons
    .slice(1)
    .map((at) =>
      finding(
        "error",
        "many-buttons",
        at,
        "ボタンは一通に一つまでです。ほかは文中のリンクにしてください。",
        "A mail has one button. Make the others links in the text.",
      ),
    )
}

const isButton = (block: Block) => block.kind === "button" || (block.kind === "offer" && block.label !== undefined)

/** What the reader can do stands in it: stars, answers, or a link in the text, as in a letter from one to one (G03). */
const hasOwnLinks = (block: Block) =>
  block.kind === "review-stars" ||
  block.kind === "survey-question" ||
  (block.kind === "text" && /\]\(/.test(block.text))

function pictures({ document }: Linted): Finding[] {
  return document.blocks.flatMap((block, index) => {
    if (block.kind !== "image" && !(block.kind === "story" && block.image)) return []
    if (block.alt.trim() === "") {
      return [
        finding(
          "error",
          "no-alt",
          String(index),
          "画像の代わりに読まれる文がありません。",
          "The picture has no text to stand in for it.",
        ),
      ]
    }
    if (!/\.(png|jpe?g|gif|webp)$/i.test(block.alt)) return []
    return [
      finding(
        "warning",
        "alt-is-file-name",
        String(index),
        "画像の説明がファイル名のままです。",
        "The picture is described by its file name.",
      ),
    ]
  })
}

const becauseOf = {
  goods: { ja: "ご注文にない品を見せる", en: "It shows goods that were not ordered" },
  offer: { ja: "割引やキャンペーンを知らせる", en: "It makes an offer" },
  shelf: { ja: "売り場へつながるリンクがある", en: "It links to where things are sold" },
} as const

/** A notice with advertising in it is advertising, unless only those see it who agreed (E07). And thanks ask for nothing (E18). */
function advertising({ document, purpose }: Linted): Finding[] {
  if (purpose !== "transactional") return []
  const texts = writtenTexts(document).map(({ at, text }) => ({ at, text: withoutLiquid(text) }))
  const inHead = texts
    .filter(({ at, text }) => (at === "subject" || at === "preheader") && isOffer(text))
    .map(({ at }) =>
      finding(
        "error",
        "advertising",
        at,
        "手続きのお知らせの件名と一覧に出る文に、宣伝は書けません。配信を止めた方にも届きます。",
        "The subject and preheader of a notice can't advertise: it also reaches people who stopped your letters.",
      ),
    )
  const inBlocks = document.blocks.flatMap((block, index) => {
    if (block.consent === "marketing" || block.kind === "related") return []
    const why = advertisingIn(
      block,
      texts.filter(({ at }) => at === String(index)).map(({ text }) => text),
    )
    if (!why) return []
    return [
      finding(
        "error",
        "advertising",
        String(index),
        `${becauseOf[why].ja}ので、宣伝にあたります。外すか、「お便りに同意した方だけに出す」にしてください。`,
        `${becauseOf[why].en}, which makes it advertising. Take it out, or show it only to those who agreed.`,
      ),
    ]
  })
  const asking = texts
    .filter(({ text }) => asksForReview(text))
    .map(({ at }) =>
      finding(
        "error",
        "asks",
        at,
        "お知らせやお礼の中でレビューや感想をお願いしないでください。お願いは「レビューのお願い」のメールで、日をおいて送ります。",
        "Don't ask for a review in a notice or a thank-you. Asking is a mail of its own, some days later.",
      ),
    )
  return [...inHead, ...inBlocks, ...asking]
}

function endOfMail({ document, purpose, isForStaff }: Linted): Finding[] {
  const kinds = document.blocks.map((block) => block.kind)
  const footers = kinds.filter((kind) => kind === "footer").length
  const found: Finding[] = []
  if (footers !== 1) {
    const level = purpose === "marketing" || footers > 1 ? "error" : "warning"
    found.push(
      finding(
        level,
        "footer",
        "mail",
        "差出人の表示（会社名・住所・停止の方法）を末尾に一つ置いてください。",
        "Put the sender's identity (company, address, how to stop) once, at the end.",
      ),
    )
  } else if (kinds.at(-1) !== "footer") {
    found.push(
      finding(
        "error",
        "footer-not-last",
        String(kinds.indexOf("footer")),
        "差出人の表示は末尾に置いてください。",
        "The sender's identity belongs at the end.",
      ),
    )
  }
  if (!isForStaff && !kinds.includes("support")) {
    found.push(
      finding(
        "warning",
        "no-support",
        "mail",
        "お問い合わせ先がありません。人に相談できる道を残してください。",
        "There is no way to reach a person. Add the support block.",
      ),
    )
  }
  return found
}

/** All that the author wrote, by place. */
export function writtenTexts(document: MailDocument): { at: string; text: string }[] {
  const ofBlock = (block: Block): string[] => {
    switch (block.kind) {
      case "heading":
      case "text":
        return [block.text]
      case "button":
        return [block.label, block.note ?? ""]
      case "note":
        return [block.title, block.text]
      case "image":
        return [block.alt]
      case "product-content":
      case "related":
      case "products":
      case "education":
      case "cart-items":
      case "points":
        return [block.title ?? ""]
      case "offer":
        return [block.title, block.text ?? "", block.label ?? ""]
      case "review-stars":
        return [block.title]
      case "survey-question":
        return [block.question, ...block.answers.map(({ label }) => label)]
      case "barcode":
        return [block.value, block.caption ?? ""]
      case "benefits":
        return [block.title ?? "", ...block.items.flatMap(({ title, text }) => [title, text ?? ""])]
      case "story":
        return [block.title ?? "", block.text, block.by ?? ""]
      default:
        return []
    }
  }
  const blocks = document.blocks.flatMap((block, index) => ofBlock(block).map((text) => ({ at: String(index), text })))
  return [{ at: "subject", text: document.subject }, { at: "preheader", text: document.preheader }, ...blocks].filter(
    ({ text }) => text !== "",
  )
}

const withoutLiquid = (text: string) => text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, "")
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const urgent = /今だけ|お急ぎ|残りわずか|見逃せない|最後のチャンス|hurry|last chance|act now|don'?t miss|limited time/i
/** What may be about this order or an offer: said, not refused. */
const promoting = /割引|お得|discount|save \d/i

function wording({ document, language, purpose }: Linted): Finding[] {
  const texts = writtenTexts(document)
  const each = (code: string, applies: (text: string) => boolean, ja: string, en: string) =>
    texts.filter(({ text }) => applies(withoutLiquid(text))).map(({ at }) => finding("warning", code, at, ja, en))
  const isForeign =
    language === "ja"
      ? !texts.some(({ text }) => japanese.test(withoutLiquid(text)))
      : texts.some(({ text }) => japanese.test(withoutLiquid(text)))
  return [
    ...each(
      "exclamation",
      (text) => /[!！]/.test(text),
      "感嘆符を使わず、落ち着いた文にしてください。",
      "Write calmly, without exclamation marks.",
    ),
    ...each(
      "urgency",
      (text) => urgent.test(text),
      "急がせる言い方を避け、期限は日時で書いてください。",
      "Do not hurry the reader; give the deadline as a date and hour.",
    ),
    ...(purpose === "transactional"
      ? each(
          "promotion",
          (text) => promoting.test(text),
          "宣伝に読める言い方があります。このご注文のことでなければ、外してください。",
          "This may read as an offer. Unless it is about this very order, take it out.",
        )
      : []),
    ...(isForeign
      ? [
          finding(
            "warning",
            "language",
            "mail",
            "本文の言語が、この版の言語と違うようです。",
            "The text seems to be in another language than this version.",
          ),
        ]
      : []),
  ]
}

function readable({ look }: Linted): Finding[] {
  return poorContrasts(look).map(({ mode, pair, ratio }) => {
    const figure = ratio.toFixed(1)
    const [jaMode, enMode] = mode === "light" ? ["明るい表示", "light mode"] : ["暗い表示", "dark mode"]
    return finding(
      "error",
      "contrast",
      "look",
      `${jaMode}の色の差が足りません（${pair} ${figure}:1、4.5:1以上が必要です）。`,
      `Too little contrast in ${enMode}: ${pair} is ${figure}:1, at least 4.5:1 is needed.`,
    )
  })
}
