/** @jsxImportSource preact */
import type { Piece } from "../../../server/capabilities/mypage/model-card.ts"
import type { Language } from "../../../server/kernel/text.ts"
import { Icon } from "../../app/icon.tsx"
import { type Around, PressButton } from "./press.tsx"

type Of<K extends Piece["kind"]> = Extract<Piece, { kind: K }>

const words = {
  line: { ja: "LINEで送る", en: "Send by LINE" },
  mail: { ja: "メールで送る", en: "Send by mail" },
  share: { ja: "ほかの方法で送る", en: "Share" },
  copy: { ja: "リンクをコピー", en: "Copy the link" },
  copied: { ja: "コピーしました", en: "Copied" },
  link: { ja: "あなたのリンク", en: "Your link" },
  calendar: { ja: "カレンダーに入れる", en: "Add to my calendar" },
  got: { ja: "押印済み", en: "stamped" },
  open: { ja: "まだ", en: "not yet" },
}

/** Got and missing stamps, each with a word for who does not see them. */
export function Stamps({ piece: { label, got, of, marks } }: { piece: Of<"stamps"> }) {
  return (
    <div class="stamps" role="img" aria-label={`${label} ${got}/${of}`}>
      {Array.from({ length: Math.min(of, 60) }, (_, n) => (
        <span key={n} class={n < got ? "got" : ""}>
          {n < got ? <Icon name="done" /> : (marks?.[n] ?? n + 1)}
        </span>
      ))}
    </div>
  )
}

/** One tap to share: LINE and mail are plain links; where the phone can share by itself, the script adds that. */
export function Share({ piece, language }: { piece: Of<"share">; language: Language }) {
  const { url, text } = piece
  const whole = encodeURIComponent(`${text}\n${url}`)
  const { line = `https://line.me/R/share?text=${whole}`, mail = `mailto:?body=${whole}` } = piece
  return (
    <div class="share" data-share={url} data-text={text}>
      <label class="fine" for="share-link">
        {words.link[language]}
      </label>
      <input id="share-link" class="plain" value={url} readOnly />
      <div class="pair">
        {line && (
          <a class="press main" href={line} rel="noopener noreferrer">
            {words.line[language]}
          </a>
        )}
        {mail && (
          <a class="press" href={mail}>
            {words.mail[language]}
          </a>
        )}
        <button
          class="press"
          type="button"
          data-share-more={words.share[language]}
          data-copied={words.copied[language]}
          hidden
        >
          {words.copy[language]}
        </button>
      </div>
    </div>
  )
}

export const Code = ({
  piece: { label, code, note },
  language: _language,
}: {
  piece: Of<"code">
  language: Language
}) => (
  <div class="said">
    <p class="small">{label}</p>
    <p>
      <code class="whole coupon">{code}</code>
    </p>
    {note && <p class="fine">{note}</p>}
  </div>
)

export const Event = ({ piece, around }: { piece: Of<"event">; around: Around }) => (
  <div class="event">
    <h3>{piece.title}</h3>
    <p>{piece.when}</p>
    {piece.note && <p class="fine">{piece.note}</p>}
    <div class="stack">
      <a class="press" href={`${around.forms.base}/events/${encodeURIComponent(piece.uid)}.ics`}>
        <Icon name="calendar" />
        {words.calendar[around.language]}
      </a>
      {piece.press && <PressButton press={piece.press} around={around} />}
    </div>
  </div>
)
