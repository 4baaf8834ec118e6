import { inks } from "./model.ts"
import { addParameter, safeLink } from "./liquid-filters.ts"

/**
 * What an author types, made safe for a place: Liquid passes as it is, everything else is data. In HTML `**bold**`,
 * `[words](address)` and line breaks become markup; anything that looks like a tag stays visible text.
 */
const liquid = /\{\{.*?\}\}|\{%.*?%\}/gs

export const escapeHtml = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign,
  )

/** Two private-use characters fence a number: no author's text and no markup rule can contain or break them. */
const [fence, unfence] = ["\uE000", "\uE001"]

/** Runs `work` over the text with each piece of Liquid hidden behind one opaque mark, then puts the pieces back. */
function aroundLiquid(source: string, work: (plain: string) => string): string {
  const pieces: string[] = []
  const plain = source
    .replaceAll(fence, "")
    .replaceAll(unfence, "")
    .replace(liquid, (piece) => `${fence}${pieces.push(piece) - 1}${unfence}`)
  return work(plain).replace(/\uE000(\d+)\uE001/g, (_, index: string) => pieces[Number(index)] ?? "")
}

const markedLink = /\[([^\]\n]+)\]\(([^()\s]+)\)/g
const markedBold = /\*\*([^*\n]+)\*\*/g

/** What stands inside a JSON string, with Liquid kept. */
export const authorJson = (source: string): string =>
  aroundLiquid(source, (plain) => JSON.stringify(plain).slice(1, -1))

/** An author's text in pieces for a place where links are things of their own: the words without marks, and the links in them. */
export function authorPieces(source: string): { readonly text: string; readonly links: readonly AuthorLink[] } {
  const links: AuthorLink[] = []
  const text = source
    .replace(linkWithLiquid, (_, label: string, to: string) => {
      links.push({ label, to: authorAddress(to.trim()) })
      return label
    })
    .replace(markedBold, "$1")
  return { text, links }
}
export type AuthorLink = { readonly label: string; readonly to: string }
const linkWithLiquid = /\[([^\]\n]+)\]\(\s*(\{\{[^{}]*\}\}|[^()\s]+)\s*\)/g

/**
 * The same destination with one more parameter in its query. A destination that comes from the facts gets it when it is
 * filled in.
 */
export function withParameter(destination: string, name: string, value: string): string {
  const output = /^\{\{\s*(.*?)\s*\}\}$/s.exec(destination)
  return output ? `{{ ${output[1] ?? ""} | parameter: "${name}", "${value}" }}` : addParameter(destination, name, value)
}

/** HTML with Liquid kept. `linkStyle` is the inline style of links. */
export function authorHtml(source: string, linkStyle = ""): string {
  return aroundLiquid(spaceless(source), (plain) =>
    escapeHtml(plain)
      .replace(
        markedLink,
        (_, label: string, to: string) => `<a href="${hrefOf(to)}" style="${linkStyle}">${label}</a>`,
      )
      .replace(markedBold, `<b class="ink" style="color:${inks.light.ink}">$1</b>`)
      .replaceAll("\n", "<br>"),
  ).replace(/href="\{\{\s*(.*?)\s*\}\}"/g, (_, output: string) => `href="{{ ${output} | link }}"`)
}

/** Liquid inside a link's brackets may hold spaces, which the link rule must not see. */
const spaceless = (source: string) =>
  source.replace(/\]\(\s*(\{\{.*?\}\})\s*\)/gs, (_, output: string) => `](${output})`)

/** A literal address is checked now; one that comes from the facts is checked by the `link` filter at each rendering. */
function hrefOf(to: string): string {
  return to.startsWith(fence) ? to : escapeHtml(safeLink(unescapeAmp(to)))
}
const unescapeAmp = (text: string) => text.replaceAll("&amp;", "&")

/** An attribute value for `href` from a block's destination. */
export function authorHref(destination: string): string {
  const output = /^\{\{\s*(.*?)\s*\}\}$/s.exec(destination)
  return output ? `{{ ${output[1] ?? ""} | link }}` : escapeHtml(safeLink(destination))
}

/** The same for the plain-text part: an address stands bare. */
export const authorAddress = (destination: string) => {
  const output = /^\{\{\s*(.*?)\s*\}\}$/s.exec(destination)
  return output ? `{{ ${output[1] ?? ""} | link }}` : safeLink(destination)
}

/** Plain text with Liquid kept: `**bold**` loses its stars, a link shows its address in brackets. */
export function authorPlain(source: string): string {
  return aroundLiquid(spaceless(source), (plain) =>
    plain.replace(markedLink, (_, label: string, to: string) => `${label} (${to})`).replace(markedBold, "$1"),
  )
}
