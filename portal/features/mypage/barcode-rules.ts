// EAN-13 (ISO/IEC 15420): the first digit is told by which of the six after it stand in the set of even parity.
const odd = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
]
const parities = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"]
const turned = (bits: string) => [...bits].map((bit) => (bit === "0" ? "1" : "0")).join("")
const backwards = (bits: string) => [...bits].reverse().join("")

/** The 95 modules of a number's bars, dark as 1. Empty for what is no EAN-13. */
export function ean13(number: string): string {
  if (!/^\d{13}$/.test(number)) return ""
  const digits = [...number].map(Number)
  const parity = parities[digits[0] ?? 0] ?? ""
  const left = digits.slice(1, 7).map((digit, i) => {
    const bits = odd[digit] ?? ""
    return parity[i] === "E" ? backwards(turned(bits)) : bits
  })
  const right = digits.slice(7).map((digit) => turned(odd[digit] ?? ""))
  return `101${left.join("")}01010${right.join("")}101`
}

/** Modules of quiet on the left and on the right (the standard wants 11 and 7). */
export const quiet = { left: 11, right: 7 } as const
/** Modules across, quiet zones included. */
export const width = quiet.left + 95 + quiet.right

/** The bars as one path, one unit a module, 40 high. */
export function barsPath(number: string): string {
  const modules = ean13(number)
  return [...modules.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${quiet.left + index} 0h${run.length}v40h-${run.length}z`)
    .join("")
}

/** `2 900048 120730`, as it stands under the bars. */
export const grouped = (number: string) => `${number.slice(0, 1)} ${number.slice(1, 7)} ${number.slice(7)}`
