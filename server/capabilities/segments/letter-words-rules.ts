/** Under which name the text of a letter asks whether its reader is in a segment: `segments.s01a2056a…`, its id in one word. */
export const nameInLetters = (segmentId: string): string => `segments.s${segmentId.replaceAll("-", "")}`

/** The segment that a condition of a letter's block names, and whether it is for those who are not in it. */
export function segmentNamed(condition: string): { readonly segmentId: string; readonly isNot: boolean } | undefined {
  const [, not, hex = ""] = /^(not )?segments\.s([0-9a-f]{32})$/.exec(condition) ?? []
  if (hex === "") return undefined
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return { segmentId: parts.join("-"), isNot: not !== undefined }
}
