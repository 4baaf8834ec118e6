import type { Block, BrandLook, Finding, LetterWords, Purpose } from "#messages"
import type { Language } from "#kernel/text"
import { claimsIn } from "./claim-rules.ts"

type Linted = {
  readonly words: LetterWords
  readonly language: Language
  readonly purpose: Purpose
  readonly look: BrandLook
  readonly shopUrl: string
}

const finding = (level: Finding["level"], code: string, at: string, ja: string, en: string): Finding => ({
  level,
  code,
  at,
  say: { ja, en },
})

/** What a careful colleague would say about a letter beyond what is said about its mail: law, links, other channels. */
export function lintLetter(linted: Linted): Finding[] {
  return [
    ...lacksOfBrand(linted),
    ...claimed(linted),
    ...links(linted),
    ...line(linted),
    ...sms(linted),
    ...push(linted),
    ...dm(linted),
  ]
}

type OfBrand = Omit<Linted, "language">

/** What the brand's own settings lack for a letter to leave; its words may stay as they are. */
export const lacksOfBrand = (of: OfBrand): Finding[] => [...identity(of), ...shop(of)]

/** 特定電子メール法 (J01): a letter by mail says who sends it and from where. */
function identity({ words, purpose, look }: OfBrand): Finding[] {
  if (purpose !== "marketing" || !words.mail || (look.legal.company !== "" && look.legal.address !== "")) return []
  return [
    finding(
      "error",
      "no-identity",
      "look",
      "会社名か住所がまだありません。設定の「差出人と事業者」で入れると公開できます（特定電子メール法）。",
      "The company's name or address is missing. Fill it in under Sender and company, then this can be published.",
    ),
  ]
}

/** A link to a shop that has no address would keep every letter from leaving. */
function shop({ words, shopUrl }: OfBrand): Finding[] {
  if (shopUrl !== "" || !/links\.(?:shop|cart|page)\b/.test(JSON.stringify(words))) return []
  return [
    finding(
      "error",
      "no-shop",
      "look",
      "お店のアドレスがまだありません。設定の「差出人と事業者」で入れてください。",
      "The shop's address is missing. Fill it in under Sender and company.",
    ),
  ]
}

function claimed({ words }: Linted): Finding[] {
  return textsOf(words).flatMap(({ at, text }) =>
    claimsIn(text).map(({ code, say }) => ({ level: "warning", code: `claim-${code}`, at, say }) as const),
  )
}

/** Every destination in its form (F10): whether it answers is seen when somebody follows it. */
function links({ words }: Linted): Finding[] {
  return destinationsOf(words).flatMap(({ at, to }) => {
    if (to.includes("{{")) return []
    if (/^http:\/\//i.test(to))
      return [
        finding(
          "warning",
          "insecure-link",
          at,
          `「${to}」は暗号化されていません。https:// にしてください。`,
          `“${to}” is not encrypted. Use https://.`,
        ),
      ]
    if (/^https?:\/\/(localhost|127\.|[^/]*example\.(com|org|net)\b|[^./]+(\/|$))/i.test(to))
      return [
        finding(
          "error",
          "placeholder-link",
          at,
          `「${to}」は仮のアドレスです。本当の行き先にしてください。`,
          `“${to}” is a placeholder. Put the real address there.`,
        ),
      ]
    return []
  })
}

/** LINE takes JPEG and PNG by https; long talk is not read there. */
function line({ words }: Linted): Finding[] {
  if (!words.line) return []
  const pictures = words.blocks.flatMap((block, index) =>
    block.kind === "image" && /\.(gif|webp|svg)([?#]|$)/i.test(block.source)
      ? [
          finding(
            "warning",
            "line-picture",
            String(index),
            "LINEではこの形式の画像が出ません。JPEGかPNGにしてください。",
            "LINE doesn't show pictures of this kind. Use JPEG or PNG.",
          ),
        ]
      : [],
  )
  const long =
    [...words.line.text].length > 200
      ? [
          finding(
            "warning",
            "line-long",
            "line",
            "LINEの吹き出しが長すぎます。200文字までに収めると読まれます。",
            "The bubble is long for LINE. Up to 200 characters are read.",
          ),
        ]
      : []
  return [...pictures, ...long]
}

/** J01 holds for SMS, too: who sends it, and how to stop it. */
function sms({ words, purpose, look }: Linted): Finding[] {
  if (!words.sms) return []
  const { text } = words.sms
  const stops = /links\.(unsubscribe|preferences)|停止|配信解除|\bstop\b|unsubscribe/i.test(text)
  const names = text.includes(look.name) || /\{\{\s*brand\.name/.test(text)
  return [
    ...(purpose === "marketing" && !stops
      ? [
          finding(
            "error",
            "sms-way-out",
            "sms",
            "止める方法を書いてください（例：停止 {{ links.unsubscribe }}）（特定電子メール法）。",
            "Say how to stop them, for example: Stop: {{ links.unsubscribe }}.",
          ),
        ]
      : []),
    ...(names
      ? []
      : [
          finding(
            "warning",
            "sms-who",
            "sms",
            "だれからか分かるように、ブランド名を入れてください。",
            "Name the brand, so that the reader knows who writes.",
          ),
        ]),
    ...([...text.replace(/\{\{.*?\}\}/g, "0123456789")].length > 70
      ? [
          finding(
            "warning",
            "sms-long",
            "sms",
            "70文字を超えると2通分以上の料金になります。",
            "Over 70 characters it costs as much as two or more messages.",
          ),
        ]
      : []),
  ]
}

function push({ words }: Linted): Finding[] {
  if (!words.push) return []
  return [...words.push.title].length > 30
    ? [
        finding(
          "warning",
          "push-long",
          "push",
          "題が長く、多くの端末で途中で切れます。30文字までにしてください。",
          "The title is cut short on most devices. Keep to 30 characters.",
        ),
      ]
    : []
}

/** Meta asks for no words to stop by, but whoever gets news by direct message must know them all the same. */
function dm({ words, purpose }: Linted): Finding[] {
  if (!words.dm || purpose !== "marketing") return []
  const said = [words.dm.text, ...words.dm.quickReplies.flatMap(({ label, say = "" }) => [label, say])].join("\n")
  return /links\.(unsubscribe|preferences)|停止|解除|\bstop\b|unsubscribe/i.test(said)
    ? []
    : [
        finding(
          "error",
          "dm-way-out",
          "dm",
          "止める方法を書いてください（例：「停止」と返信、またはクイックリプライ「停止」）。",
          "Say how to stop them, for example: answer STOP, or a quick reply that says it.",
        ),
      ]
}

/** All that an author wrote, by place: a block's index or a channel. */
export function textsOf(words: LetterWords): { at: string; text: string }[] {
  const blocks = words.blocks.map((block, index) => ({ at: String(index), text: stringsIn(block).join("\n") }))
  const heads = [
    { at: "subject", text: words.mail?.subject ?? "" },
    { at: "preheader", text: words.mail?.preheader ?? "" },
    { at: "line", text: words.line ? `${words.line.altText}\n${words.line.text}` : "" },
    { at: "sms", text: words.sms?.text ?? "" },
    { at: "dm", text: words.dm?.text ?? "" },
    { at: "push", text: words.push ? `${words.push.title}\n${words.push.text}` : "" },
  ]
  return [...heads, ...blocks].filter(({ text }) => text !== "")
}

const notWords = new Set(["kind", "to", "source", "image", "when", "consent", "policy", "products", "value", "icon"])

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (notWords.has(key) ? [] : stringsIn(part)))
}

function destinationsOf(words: LetterWords): { at: string; to: string }[] {
  const ofBlock = (block: Block): string[] => [
    ...("to" in block && block.to ? [block.to] : []),
    ...(block.kind === "benefits" ? block.items.flatMap(({ to }) => (to ? [to] : [])) : []),
    ...stringsIn(block).flatMap((text) =>
      [...text.matchAll(/\]\((https?:[^()\s]+)\)/g)].map((found) => found[1] ?? ""),
    ),
  ]
  return [
    ...words.blocks.flatMap((block, index) => ofBlock(block).map((to) => ({ at: String(index), to }))),
    ...(words.line?.quickReplies ?? []).flatMap(({ to }) => (to ? [{ at: "line", to }] : [])),
    ...(words.push ? [{ at: "push", to: words.push.to }] : []),
  ]
}
