import { createHash } from "node:crypto"
import type { Language, Text } from "#kernel/text"
import { authorHtml } from "./author-text.ts"
import type { MailDocument } from "./model-blocks.ts"
import { blockHtml, consentOf } from "./block-html.ts"
import { wordmarkHtml } from "./block-html-identity.ts"
import { blockText } from "./block-text.ts"
import { type Drawing, type Node, node, phoneAir, stackBelow, cardWidth } from "./mail-layout.ts"
import { type CompiledMail, inks, type BrandLook, type Purpose } from "./model.ts"

export type CompileOptions = {
  readonly look: BrandLook
  readonly language: Language
  readonly purpose: Purpose
  /** Why the reader gets it; left out, what a notice about an order or a letter says. */
  readonly whySent?: Text | undefined
  readonly zone: string
}

/**
 * Draws a document for one brand and language: blocks → MJML → HTML with tables and inline styles, and the text part.
 * Done once per published version and look (about 10 ms); Liquid is left in place for `renderMail`.
 */
export async function compileMail(document: MailDocument, options: CompileOptions): Promise<CompiledMail> {
  const drawing: Drawing = options
  const html = await toHtml(mjmlOf(document, drawing))
  const compiled = {
    version: 1,
    language: options.language,
    zone: options.zone,
    fromName: document.fromName === "" ? options.look.name : document.fromName,
    subject: document.subject,
    preheader: document.preheader,
    html,
    text: document.blocks
      .map((block) => blockText(block, drawing))
      .join("")
      .trimEnd(),
    asksConsent: document.blocks.some((block) => consentOf(block) !== undefined),
  } as const
  return { ...compiled, hash: createHash("sha256").update(JSON.stringify(compiled)).digest("base64url") }
}

function mjmlOf(document: MailDocument, d: Drawing): Node {
  const inCard = document.blocks.filter((block) => block.kind !== "footer")
  const below = document.blocks.filter((block) => block.kind === "footer")
  const card = node(
    "mj-wrapper",
    {
      "background-color": d.look.light.surface,
      "border-radius": `${d.look.radius}px`,
      padding: "0 0 32px",
      "css-class": "card",
    },
    [wordmarkHtml(d), ...inCard.flatMap((block, index) => blockHtml(block, d, inCard[index - 1]?.kind))],
  )
  const top = node("mj-section", { padding: "28px 0 0" }, [])
  const bodyAttributes = { width: `${cardWidth}px`, "background-color": d.look.light.paper, "css-class": "bg" }
  return node("mjml", { lang: d.language, dir: "ltr" }, [
    node("mj-head", {}, [
      node("mj-title", {}, authorHtml(document.subject)),
      node("mj-preview", {}, authorHtml(document.preheader)),
      node("mj-breakpoint", { width: `${stackBelow}px` }),
      node(
        "mj-raw",
        {},
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
      ),
      node("mj-style", {}, styleSheet(d.look)),
      node("mj-raw", {}, structuredData),
    ]),
    node("mj-body", bodyAttributes, [top, card, ...below.flatMap((block) => blockHtml(block, d))]),
  ])
}

/** schema.org facts for mail clients that show an order's state in their list; only when the message carries them. */
const structuredData =
  '{% if structuredData != blank %}<script type="application/ld+json">{{ structuredData | script_json }}</script>{% endif %}'

function styleSheet(look: BrandLook): string {
  const dark = inks.dark
  const onPhone = [
    `.pad>table>tbody>tr>td{padding-left:${phoneAir}px!important;padding-right:${phoneAir}px!important}`,
    ".h1 h1{font-size:23px!important}",
    ".half{width:100%!important;max-width:100%!important}.right-text{padding-left:0!important}",
  ].join("")
  const inDark = [
    `body,.bg,.bg>div{background:${look.dark.paper}!important;background-color:${look.dark.paper}!important}`,
    `.card,.card>table{background:${look.dark.surface}!important;background-color:${look.dark.surface}!important}`,
    `.ink div,.ink h1,.ink h2,.ink b,.ink td,td.ink,.ink span,span.ink,b.ink{color:${dark.ink}!important}`,
    `.quiet div,td.quiet,.ink span.quiet,span.quiet,.quiet a{color:${dark.quiet}!important}`,
    `.card a{color:${look.dark.action}!important}`,
    `.cta td,.cta a{background:${look.dark.action}!important;color:${look.dark.onAction}!important}`,
    // A wordmark is drawn for light paper.
    `.mark img{background:${look.light.surface}!important;border-radius:4px}`,
    `.pic{background:${dark.picture}!important}`,
    `.card td,.card table,.rule p{border-color:${dark.line}!important}`,
  ].join("")
  const type =
    "body{font-variant-numeric:tabular-nums}td{word-break:auto-phrase!important;overflow-wrap:anywhere;line-break:strict}"
  return `${type}@media (max-width:${stackBelow}px){${onPhone}}@media (prefers-color-scheme:dark){${inDark}}`
}

/** MJML hides the preheader and makes it white as well; white on light paper is what filters look for (C22). */
const whiteInk = /(<div style="display:none;font-size:1px;color:)#ffffff/

type Mjml = (input: object, options: object) => Promise<{ html: string; errors: { formattedMessage: string }[] }>

/** MJML and what it brings weigh some 100 MB, so it is loaded by the first compilation and not at start. */
async function toHtml(tree: Node): Promise<string> {
  const module = await import("mjml")
  // safe: the types of mjml know only its string input; a tree is its documented JSON input
  const mjml = module.default as unknown as Mjml
  const { html, errors } = await mjml(tree, { validationLevel: "soft", fonts: {}, keepComments: false })
  if (errors.length > 0) throw new Error(`MJML: ${errors.map((error) => error.formattedMessage).join("; ")}`)
  return html.replace(whiteInk, `$1${inks.light.ink}`).replace(/>\s+</g, "><").replace(/\n\s+/g, "\n").trim()
}
