import { encode } from "uqr"

/**
 * Codes that tills read, drawn as tables of cells: mail programs that load no pictures show them all the same. Always black
 * on white with the quiet zone that scanners need.
 */

/** Bars and gaps of each sign of code 128 (ISO/IEC 15417, table 1), in modules; 104 starts set B, 106 ends. */
const patterns = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 " +
  "123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 " +
  "131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 " +
  "213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 " +
  "141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 " +
  "124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 " +
  "411131 211412 211214 211232 2331112"
).split(" ")
const [startB, stop] = [104, 106]

/** Widths of bars and gaps in turn, in modules, beginning with a bar. Throws on what code set B has no sign for. */
export function barsOf(value: string): number[] {
  if (!/^[\x20-\x7e]{1,40}$/.test(value)) throw new Error("1 to 40 plain signs expected for bars")
  const signs = [...value].map((sign) => sign.charCodeAt(0) - 32)
  const check = signs.reduce((sum, sign, index) => sum + sign * (index + 1), startB) % 103
  return [startB, ...signs, check, stop].flatMap((sign) => [...(patterns[sign] ?? "")].map(Number))
}

const frame = (label: string, rows: string) =>
  `<table role="img" aria-label="${label}" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" align="center" style="background:#fff;border-collapse:collapse;margin:8px auto">${rows}</table>`

const attribute = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

const cell = (isDark: boolean, width: number, height: number, span = 1) =>
  `<td${span > 1 ? ` colspan="${span}"` : ""}${isDark ? ' bgcolor="#000000"' : ""} width="${width}" height="${height}" style="width:${width}px;height:${height}px;font-size:0;line-height:0;padding:0${isDark ? ";background:#000" : ""}"></td>`

/** 2 px a module, 10 modules of quiet zone on either side. */
export function barsTable(value: string): string {
  const bars = barsOf(value).map((width, index) => cell(index % 2 === 0, width * 2, 56))
  return frame(attribute(value), `<tr>${cell(false, 20, 72)}${bars.join("")}${cell(false, 20, 72)}</tr>`)
}

/** 4 px a module; cells of one colour beside each other are one. */
export function qrTable(value: string): string {
  if (value === "" || value.length > 200) throw new Error("1 to 200 signs expected for a QR code")
  const { data, size } = encode(value, { border: 4 })
  const ruler = `<tr>${cell(false, 4, 0).repeat(size)}</tr>`
  const rows = data.map(
    (modules) =>
      `<tr>${runsOf(modules)
        .map(([on, n]) => cell(on, n * 4, 4, n))
        .join("")}</tr>`,
  )
  return frame(attribute(value), ruler + rows.join(""))
}

function runsOf(modules: readonly boolean[]): [boolean, number][] {
  const runs: [boolean, number][] = []
  for (const on of modules) {
    const last = runs.at(-1)
    if (last && last[0] === on) last[1]++
    else runs.push([on, 1])
  }
  return runs
}
