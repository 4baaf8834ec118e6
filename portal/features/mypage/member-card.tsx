/** @jsxImportSource preact */
import { encode } from "uqr"
import type { Piece } from "../../../server/capabilities/mypage/model-card.ts"
import type { Language } from "../../../server/kernel/text.ts"
import { barsPath, grouped, width } from "./barcode-rules.ts"

const words = {
  bars: { ja: "会員バーコード", en: "Member barcode" },
  qr: { ja: "会員QRコード", en: "Member QR code" },
  showQr: { ja: "QRコードで見せる", en: "Show a QR code" },
  bright: { ja: "画面いっぱいに明るく表示", en: "Fill the screen with it" },
  note: {
    ja: "お会計のときに見せてください。一度開くと、電波がなくても表示されます。",
    en: "Show it when you pay. Once opened, it needs no network.",
  },
}

type Card = Extract<Piece, { kind: "barcode" }>

/** The member card: bars first, black on white also in the dark, drawn in place so that nothing has to be fetched. */
export function MemberCard({ card, language }: { card: Card; language: Language }) {
  return (
    <div class="member">
      <div class="white" id="card-face" data-bright={words.bright[language]}>
        <svg
          class="bars"
          viewBox={`0 0 ${width} 40`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${words.bars[language]} ${card.number}`}
        >
          <path d={barsPath(card.number)} fill="#000" shape-rendering="crispEdges" />
        </svg>
        <p class="number">{grouped(card.number)}</p>
        {(card.holder || card.rank) && (
          <p class="holder">
            <b>{card.holder}</b>
            <span>{card.rank}</span>
          </p>
        )}
      </div>
      <details class="qr">
        <summary>{words.showQr[language]}</summary>
        <Square text={card.qr ?? card.number} label={words.qr[language]} />
      </details>
      <p class="fine">{words.note[language]}</p>
    </div>
  )
}

function Square({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: "M", border: 4 })
  const path = data
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? "1" : "0"))
          .join("")
          .matchAll(/1+/g),
      ].map((run) => ({ y, run })),
    )
    .map(({ y, run: { index, 0: dark } }) => `M${index} ${y}h${dark.length}v1h-${dark.length}z`)
    .join("")
  return (
    <svg class="square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
