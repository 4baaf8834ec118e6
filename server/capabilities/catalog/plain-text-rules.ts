/** Descriptions often hold HTML; what is kept is what a reader would see. */
export const plainText = (html: string): string =>
  html
    .replace(/<(br|\/p|\/li|\/div)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (whole) => ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" })[whole] ?? whole,
    )
    .replace(/\n{3,}/g, "\n\n")
    .trim()
