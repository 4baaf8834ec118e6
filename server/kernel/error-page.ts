import type { IncomingHttpHeaders } from "node:http"
import { languageOf, type Text } from "./text.ts"

/** Whether a person's browser asks, following a link, and not a program: the answer is then a page to be read. */
export const asksForPage = (url: string, headers: IncomingHttpHeaders): boolean =>
  !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html")

const style =
  "body{margin:0;padding:18vh 24px;background:#fdfcf9;color:#1d1f24;font:16px/1.75 'Hiragino Sans','Noto Sans JP',sans-serif}" +
  "main{max-width:32em;margin:auto}h1{font-size:22px;line-height:1.5;text-wrap:balance}p{font-size:13px;color:#5f636b}" +
  "@media(prefers-color-scheme:dark){body{background:#15171c;color:#eceae4}p{color:#a5a8ae}}"

/** What went wrong, in the words for it, for somebody who followed a link: no code, nothing personal, no script. */
export function errorPage(sentence: Text, headers: IncomingHttpHeaders, requestId: string): string {
  const language = languageOf(headers["accept-language"])
  const title = { ja: "開けませんでした", en: "This could not be opened" }[language]
  const number = { ja: "お問い合わせ番号", en: "Request" }[language]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head><body><main><h1>${escaped(sentence[language])}</h1><p>${number} ${escaped(requestId)}</p></main></body></html>`
}

export const errorPageHeaders: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
