import { authorHref, authorHtml, escapeHtml, withParameter } from "./author-text.ts"
import { barsTable, qrTable } from "./barcode-rules.ts"
import { starValues } from "./goods-rules.ts"
import {
  type Drawing,
  fonts,
  hairline,
  headingFont,
  type Node,
  node,
  note,
  quiet,
  raw,
  row,
  rows,
  style,
  words as say,
} from "./mail-layout.ts"
import { blockTitle, cta, prose } from "./mail-parts.ts"
import { inks } from "./model.ts"
import { belowPoints, toldBenefits } from "./block-points-rules.ts"
import type { BlockOf } from "./model-blocks.ts"
import { words } from "./words.ts"

type Asking = "offer" | "review-stars" | "survey-question" | "points" | "barcode" | "benefits" | "story" | "keep-close"

/** Blocks that offer, ask, or say who we are. */
export function asksHtml(block: BlockOf<Asking>, d: Drawing): Node[] {
  switch (block.kind) {
    case "offer":
      return offer(block, d)
    case "review-stars":
      return [row({ top: 30 }, [blockTitle(block.title, 4), rows(stars(block, d))])]
    case "survey-question":
      return [row({ top: 30 }, [blockTitle(block.question), rows(answers(block, d))])]
    case "points":
      return points(block, d)
    case "barcode":
      return [row({ top: 24 }, [rows(barcode(block))])]
    case "benefits":
      return benefits(block, d)
    case "story":
      return story(block, d)
    case "keep-close":
      return [row({ top: 20 }, [quiet(keepClose(block, d), { size: 13 })])]
  }
}

function offer(block: BlockOf<"offer">, d: Drawing): Node[] {
  const { language } = d
  const until = `{% if offer.validUntil != blank %}<br><span class="quiet" style="${style.quiet}">${words.validUntil[language]} {{ offer.validUntil | moment }}</span>{% endif %}`
  const bars = block.bars ? `<br>{{ offer.code | bars }}` : ""
  const box = `<tr><td align="center" style="border:${hairline};border-radius:8px;padding:20px 16px;line-height:1.7" class="ink"><b style="font-size:17px">${authorHtml(block.title)}</b><br><span class="quiet" style="${style.quiet}">${words.code[language]}</span><br><b style="font-size:22px;letter-spacing:.08em">{{ offer.code }}</b>${bars}${until}</td></tr>`
  const text = block.text ? [say(prose(block.text, d), { size: 15, leading: 1.8, padding: "14px 0 0" })] : []
  const press = block.label ? [row({ top: 18 }, [cta("{{ offer.url | link }}", block.label, d)])] : []
  return [row({ top: 26 }, [rows(box), ...text]), ...press]
}

/** Each star is a link of its own; the figure below it says what it means without colour or shape. */
function stars(block: BlockOf<"review-stars">, d: Drawing): string {
  const cell = (value: string) => {
    const href = authorHref(withParameter(block.to, "stars", value))
    return `<td align="center" style="padding:10px 0"><a href="${href}" aria-label="${words.starsOf[d.language]} ${value}" style="color:${d.look.light.action};text-decoration:none;font-size:28px;line-height:1.4">&#9733;<br><span style="font-size:13px">${value}</span></a></td>`
  }
  return `<tr>${starValues.map(cell).join("")}</tr>`
}

function answers(block: BlockOf<"survey-question">, d: Drawing): string {
  const answer = ({ label, value }: BlockOf<"survey-question">["answers"][number]) =>
    `<tr><td style="border-top:${hairline}"><a href="${authorHref(withParameter(block.to, "answer", value))}" style="display:block;padding:13px 0;color:${d.look.light.action}">${authorHtml(label)}</a></td></tr>`
  return block.answers.map(answer).join("")
}

function points(block: BlockOf<"points">, { language }: Drawing): Node[] {
  const below = belowPoints(block, language)
    .map(({ when, label, text }) => `{% if ${when} != blank %}<br>${label}: ${text}{% endif %}`)
    .join("")
  const [open, close] = language === "ja" ? ["（", "）"] : [" (", ")"]
  const expiring = `{% if points.expiring != blank %}<br>${words.pointsExpiring[language]}: {{ points.expiring.amount | points }}${open}{{ points.expiring.on | day }}${close}{% endif %}`
  return [
    raw("{% if points.usable != blank %}"),
    note(
      authorHtml(block.title ?? words.pointsUsable[language]),
      `<b class="ink" style="font-size:20px;color:${inks.light.ink}">{{ points.usable | points }}</b>${expiring}${below}`,
    ),
    raw("{% endif %}"),
  ]
}

function barcode({ value, drawn, caption }: BlockOf<"barcode">): string {
  const output = /^\{\{\s*(.*?)\s*\}\}$/s.exec(value)?.[1]
  const filter = drawn === "qr" ? "qr" : "bars"
  const picture = output ? `{{ ${output} | ${filter} }}` : drawn === "qr" ? qrTable(value) : barsTable(value)
  const below = output ? `{{ ${output} }}` : escapeHtml(value)
  const named = caption ? `<br><span class="quiet" style="${style.quiet}">${authorHtml(caption)}</span>` : ""
  return `<tr><td align="center" class="ink" style="padding:8px 0">${picture}<span style="letter-spacing:.1em">${below}</span>${named}</td></tr>`
}

function benefits(block: BlockOf<"benefits">, d: Drawing): Node[] {
  const title = block.title ? [blockTitle(block.title, 4)] : []
  const told = toldBenefits(block)
  if (!told) return [row({ top: 30 }, [...title, rows(writtenBenefits(block, d))])]
  const { list, item } = told
  const cell = `<tr><td width="28" class="quiet" style="${style.cell("width:28px;vertical-align:top")}">・</td><td style="${style.cell("vertical-align:top")}">${item}</td></tr>`
  return [
    raw(`{% if ${list} != blank %}`),
    row({ top: 30 }, [...title, rows(`{% for item in ${list} %}${cell}{% endfor %}`)]),
    raw("{% endif %}"),
  ]
}

function writtenBenefits(block: BlockOf<"benefits">, d: Drawing): string {
  const anyIcon = block.items.some(({ icon }) => icon)
  return block.items
    .map(({ icon, title, text, to }) => {
      const sign = anyIcon
        ? `<td width="40" style="${style.cell("width:40px;vertical-align:top;font-size:20px")}">${icon ? escapeHtml(icon) : ""}</td>`
        : ""
      const head = to
        ? `<a href="${authorHref(to)}" style="color:${d.look.light.action}"><b>${authorHtml(title)}</b></a>`
        : `<b class="ink" style="color:${inks.light.ink}">${authorHtml(title)}</b>`
      const told = text
        ? `<br><span class="quiet" style="font-size:14px;color:${inks.light.quiet}">${prose(text, d)}</span>`
        : ""
      return `<tr>${sign}<td style="${style.cell("vertical-align:top")}">${head}${told}</td></tr>`
    })
    .join("")
}

function story(block: BlockOf<"story">, d: Drawing): Node[] {
  const picture = block.image
    ? [
        node("mj-image", {
          src: authorHref(block.image),
          alt: authorHtml(block.alt),
          width: "512px",
          padding: "0 0 16px",
          align: "left",
          "border-radius": "8px",
        }),
      ]
    : []
  const heading = block.title
    ? [
        say(`<h2 style="margin:0;font-family:${headingFont(d.look)};font-size:20px">${authorHtml(block.title)}</h2>`, {
          size: 20,
          bold: true,
          padding: "0 0 8px",
        }),
      ]
    : []
  const by = block.by ? [quiet(authorHtml(block.by), { size: 14, padding: "12px 0 0", font: fonts.mincho })] : []
  return [row({ top: 30 }, [...picture, ...heading, say(prose(block.text, d), { size: 15, leading: 1.9 }), ...by])]
}

const keepClose = (block: BlockOf<"keep-close">, { language }: Drawing) =>
  block.way === "inbox" ? words.keepInbox[language] : words.keepContacts[language]
