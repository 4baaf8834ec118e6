/** A colour as "#rrggbb". */
export type Colour = string

export const isColour = (value: string): boolean => /^#[0-9a-f]{6}$/i.test(value)

/** What text needs to be read by everyone: WCAG 2.2, success criterion 1.4.3. */
export const neededContrast = 4.5

/** Contrast of two colours, 1 to 21, as WCAG 2.2 defines it. */
export function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

// WCAG 2.2, "relative luminance": sRGB made linear, then weighted as the eye does.
function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const channels = (colour: Colour): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** Whichever of white and ink reads better on the colour. */
export const textOn = (colour: Colour): Colour =>
  contrast("#ffffff", colour) >= contrast("#10151b", colour) ? "#ffffff" : "#10151b"

/**
 * The colour closest to `wanted` that stands out from every one of `against`: darkened or lightened in steps of 1 %
 * until it passes. Itself when it passes already; undefined when neither black nor white would.
 */
export function nearestPassing(wanted: Colour, against: readonly Colour[]): Colour | undefined {
  for (let percent = 0; percent <= 100; percent++) {
    for (const end of ["#000000", "#ffffff"]) {
      const mixed = mix(wanted, end, percent / 100)
      if (against.every((other) => contrast(mixed, other) >= neededContrast)) return mixed
    }
  }
  return undefined
}

/** `share` of the way from one colour to the other. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const ends = channels(to)
  const mixed = channels(from).map((value, i) => Math.round(value + ((ends[i] ?? value) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`
}
