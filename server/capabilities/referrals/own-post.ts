import { publicUrl } from "#brands"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { namedLinks, pathOf } from "./links.ts"
import type { ButtonChannel, Content, Programme } from "./model.ts"
import { postText, shareAddress } from "./share-rules.ts"

export type OwnPost = {
  readonly linkId: string
  readonly channel: ButtonChannel
  /** Where one press shares it; null where the text is pasted by hand. */
  readonly address: string | null
  readonly text: string
  readonly url: string
}

type Sharing = {
  readonly ctx: Context
  readonly brand: { readonly slug: string }
  readonly programme: Programme
  readonly content: Content | null
  readonly language: Language
  readonly link: { readonly contentId: string | null }
  readonly visitor: string
}

/** What somebody who came by a link passes on: a link of her browser's own, for the channel she chose. */
export async function ownPost(sharing: Sharing, channel: ButtonChannel): Promise<OwnPost> {
  const { ctx, brand, link, visitor } = sharing
  const [own] = await namedLinks(ctx, [{ sharer: `v:${visitor}`, channel, contentId: link.contentId, visitor }])
  if (!own) throw new Error("a link that was just made is not there")
  const url = await publicUrl(ctx, pathOf(brand.slug, own.token))
  return { linkId: own.linkId, channel, url, ...wordsOf(sharing, channel, url) }
}

/** The post's words and where one press takes it. */
export function wordsOf(
  { programme, content, language }: Pick<Sharing, "programme" | "content" | "language">,
  channel: ButtonChannel,
  url: string,
): { readonly text: string; readonly address: string | null } {
  const text = postText(programme, { title: content?.title ?? null, hashtag: "" }, url, language)
  return { text, address: shareAddress(channel, programme.share.subject[language], text, url) }
}
