import type { BrandLook, Color } from "./model.ts"
import { inks } from "./model.ts"

/** WCAG 2.2: text needs at least this ratio to what lies behind it (success criterion 1.4.3). */
export const leastContrast = 4.5

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrast(a: Color, b: Color): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(color: Color): number {
  const channel = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

export type PoorPair = { readonly mode: "light" | "dark"; readonly pair: string; readonly ratio: number }

/** The pairs of a look that cannot be read well, in either mode. */
export function poorContrasts(look: BrandLook): PoorPair[] {
  return (["light", "dark"] as const).flatMap((mode) => {
    const { action, onAction, paper, surface } = look[mode]
    const pairs: [string, Color, Color][] = [
      ["onAction/action", onAction, action],
      ["action/surface", action, surface],
      ["ink/surface", inks[mode].ink, surface],
      ["quiet/surface", inks[mode].quiet, surface],
      ["quiet/paper", inks[mode].quiet, paper],
    ]
    return pairs
      .map(([pair, front, back]) => ({ mode, pair, ratio: contrast(front, back) }))
      .filter(({ ratio }) => ratio < leastContrast)
  })
}

/** The colour nearest to `front` that can be read on `back`: darker or lighter by the least step that does. */
export function readableOn(front: Color, back: Color): Color {
  for (let step = 0; step <= 100; step++) {
    const both = (["#000000", "#ffffff"] as const).map((end) => mix(front, end, step / 100))
    const found = both.find((candidate) => contrast(candidate, back) >= leastContrast)
    if (found) return found
  }
  return contrast("#000000", back) > contrast("#ffffff", back) ? "#000000" : "#ffffff"
}

function mix(from: Color, to: Color, share: number): Color {
  const channel = (at: number) => {
    const [a, b] = [from, to].map((color) => Number.parseInt(color.slice(at, at + 2), 16))
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share)
      .toString(16)
      .padStart(2, "0")
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
