import type { Channel } from "#customers"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import { replaceLinks } from "./text-links-rules.ts"

/** How links of one letter are written so that it is noticed when somebody follows them. */
export type WrappedLinks = {
  /** `index`: the how-manieth link of the letter it is, from 0; the same address may stand there twice. */
  readonly wrap: (url: string, index: number) => string
  /** A picture of one pixel that says that a mail was shown; null where that is switched off. */
  readonly pixelUrl: string | null
  /** A link in the mail that no reader sees or reaches: who follows it is a machine (M11). */
  readonly trapUrl?: string | null
}

type Letter = { readonly messageId: string; readonly customerId: string | null; readonly channel: Channel }

export type LinkWrapping = (ctx: Context, letter: Letter) => Promise<WrappedLinks>

/** Where the capability that watches reactions says how links are wrapped. Without it they stay as they are. */
export const linkWrapping = contributionPoint<LinkWrapping>("messages.link-wrapping")

const links = /(href=")(https?:\/\/[^"]+)(")/g

/**
 * A filled-in mail with its links wrapped. Ways out (unsubscribe, preferences) stay as they are: nobody who wants to leave
 * is counted on the way, and one click must need nothing but itself (RFC 8058).
 */
export function wrapMail<M extends { readonly html: string; readonly text: string }>(
  mail: M,
  { wrap, pixelUrl, trapUrl = null }: WrappedLinks,
  waysOut: ReadonlySet<string>,
): M {
  let index = 0
  const indexes = new Map<string, number>()
  const wrapped = (url: string) => {
    if (waysOut.has(url)) return url
    indexes.set(url, indexes.get(url) ?? index)
    return wrap(url, index++)
  }
  const html = mail.html.replace(links, (_all, before: string, url: string, after: string) => {
    const plain = url.replaceAll("&amp;", "&")
    const to = wrapped(plain)
    return `${before}${to === plain ? url : to.replaceAll("&", "&amp;")}${after}`
  })
  // The text part says the same links again: it is the same link that somebody follows there.
  const text = replaceLinks(mail.text, (url) => (waysOut.has(url) ? url : wrap(url, indexes.get(url) ?? index++)))
  const pixel = pixelUrl === null ? "" : `<img src="${pixelUrl}" width="1" height="1" alt="" style="display:block">`
  const trap = trapUrl === null ? "" : `<a href="${trapUrl}" rel="nofollow" tabindex="-1" aria-hidden="true"></a>`
  const added = `${trap}${pixel}`
  return { ...mail, html: added === "" ? html : html.replace(/<\/body>/, () => `${added}</body>`), text }
}
