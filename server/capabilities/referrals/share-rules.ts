import type { Language } from "#kernel/text"
import type { ButtonChannel, Programme } from "./model.ts"

export type Shared = { readonly title: string | null; readonly hashtag: string }

/** What a post says: the words, what it is about, the address, and always that the sharer gets something for it (J05). */
export function postText(
  { share, disclosure }: Pick<Programme, "share" | "disclosure">,
  { title, hashtag }: Shared,
  url: string,
  language: Language,
): string {
  return [share.text[language], title ?? "", url, hashtag, disclosure[language]]
    .filter((line) => line !== "")
    .join("\n")
}

const query = (parts: Readonly<Record<string, string>>) =>
  Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&")

/**
 * Where one press shares it (J04, J12). Null where the place takes no ready text by address (Instagram, YouTube, copying):
 * there the text is copied and pasted. Facebook takes the address alone; what must be disclosed stands on the page.
 */
export function shareAddress(channel: ButtonChannel, subject: string, text: string, url: string): string | null {
  switch (channel) {
    case "mail":
      return `mailto:?${query({ subject, body: text })}`
    case "line":
      return `https://line.me/R/share?${query({ text })}`
    case "x":
      return `https://x.com/intent/post?${query({ text })}`
    case "facebook":
      return `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}`
    default:
      return null
  }
}

const places: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)line\.me$/, "line"],
  [/(^|\.)(x\.com|twitter\.com|t\.co)$/, "x"],
  [/(^|\.)(facebook\.com|fb\.me|messenger\.com)$/, "facebook"],
  [/(^|\.)instagram\.com$/, "instagram"],
  [/(^|\.)(youtube\.com|youtu\.be)$/, "youtube"],
  [/(^|\.)(mail\.google\.com|outlook\.(live|office)\.com|mail\.yahoo\.co\.jp)$/, "mail"],
]

/** Through which channel somebody really came, by the page the browser says it was on; null when it does not say. */
export function cameBy(referer: string | undefined): string | null {
  if (!referer || !URL.canParse(referer)) return null
  const host = new URL(referer).hostname
  return places.find(([known]) => known.test(host))?.[1] ?? "other"
}
