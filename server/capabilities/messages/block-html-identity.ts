import { authorHref, escapeHtml } from "./author-text.ts"
import { type Drawing, fonts, headingFont, type Node, node, note, quiet, row, words as say } from "./mail-layout.ts"
import { inks } from "./model.ts"
import { supportWays } from "./support-rules.ts"
import { words } from "./words.ts"

/** Who writes, how to reach a person, and what the law wants to be said. */

/** The brand's sign at the top of the card; readable with pictures off. */
export function wordmarkHtml({ look }: Drawing): Node {
  if (look.wordmark) {
    const { url, width } = look.wordmark
    const attributes = {
      src: escapeHtml(url),
      alt: escapeHtml(look.name),
      width: `${width}px`,
      padding: "0",
      align: "left",
      "css-class": "mark",
    }
    return row({ top: 28 }, [node("mj-image", { ...attributes, "font-size": "20px" })])
  }
  const name = `<span style="letter-spacing:.14em">${escapeHtml(look.name)}</span>`
  return row({ top: 28 }, [say(name, { size: 19, bold: true, font: headingFont(look) })])
}

export function supportHtml(d: Drawing): Node[] {
  const link = (way: { label: string; href: string }) =>
    `<a href="${escapeHtml(way.href)}" style="color:${d.look.light.action}">${escapeHtml(way.label)}</a>`
  const title = d.look.support.words ?? (d.look.support.mayReply ? words.replyWelcome : words.helpTitle)
  return [note(title[d.language], supportWays(d.look, d.language, link))]
}

/** Stands on the paper below the card. */
export function footerHtml(d: Drawing): Node[] {
  const { legal } = d.look
  const registration = legal.registration ? ` ${words.registration[d.language]} ${legal.registration}` : ""
  const identity = escapeHtml(`${legal.company} ${legal.address}${registration}`)
  const why = d.whySent ?? (d.purpose === "marketing" ? words.whyMarketing : words.whySent)
  const links = footerLinks(d).join("")
  const own = `{% if footer.line != blank %}<b class="ink" style="color:${inks.light.ink}">{{ footer.line }}</b>{% if footer.url != blank %} <a href="{{ footer.url | link }}" style="color:${inks.light.quiet}">${words.more[d.language]}</a>{% endif %}<br><br>{% endif %}`
  const html = `${own}${identity}<br>${why[d.language]}<br>${links}`
  return [row({ top: 20, bottom: 28 }, [quiet(html, { size: 12, leading: 1.8, font: fonts.sans })])]
}

function footerLinks(d: Drawing): string[] {
  const link = (href: string, label: string) => `<a href="${href}" style="color:${inks.light.quiet}">${label}</a>&ensp;`
  const fixed = (url: string | undefined, label: string) => (url ? [link(authorHref(url), label)] : [])
  const optional = (path: string, label: string) =>
    `{% if ${path} != blank %}${link(`{{ ${path} | link }}`, label)}{% endif %}`
  const out =
    d.purpose === "marketing"
      ? [
          link("{{ links.unsubscribe | link }}", words.unsubscribe[d.language]),
          optional("links.preferences", words.preferences[d.language]),
        ]
      : [optional("links.preferences", words.preferences[d.language])]
  return [
    ...out,
    ...fixed(d.whySent ? undefined : d.look.returnsUrl, words.returns[d.language]),
    ...fixed(d.look.privacyUrl, words.privacy[d.language]),
  ]
}
