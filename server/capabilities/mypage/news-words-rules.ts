/** What somebody ticks who joins and also wishes for letters. Part of what proves her consent: it changes with its version. */
export const newsWords = {
  ja: "新しい品やお得な知らせもメールで受け取る",
  en: "Also send me news and offers by mail",
}
