/**
 * A list of plain words as Postgres reads arrays, `{a,b,NULL}`: a tenth of what the driver takes, which looks at every element
 * for what may have to be quoted. Words that hold quotes, commas or spaces are quoted here, too.
 */
export function arrayOf(values: readonly (string | number | null)[]): string {
  // Looked at all at once: a list of ids or numbers holds nothing to quote, and absent ones would leave an empty line. A word
  // that has line feeds of its own makes more lines than there are words.
  const text = values.join("\n")
  if (onlyPlain.test(text) && !/^null$/im.test(text)) {
    const lines = text.split("\n")
    if (lines.length === values.length) return `{${lines.join()}}`
  }
  return `{${values.map(quoted).join()}}`
}

const onlyPlain = /^[\w.:-]+(\n[\w.:-]+)*$/

function quoted(value: string | number | null): string {
  if (value === null) return "NULL"
  const text = String(value)
  return /^[\w.:-]+$/.test(text) && !/^null$/i.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`
}

/** Instants as milliseconds since 1970, for `to_timestamp(x / 1000)`: half the cost of writing and reading them as text. */
export const millisOf = (values: readonly (Date | null)[]): string =>
  `{${values.map((at) => at?.getTime() ?? "NULL").join()}}`

/** JSON, one document a line, for `string_to_array(x, chr(10))`: it never holds a bare line feed. An empty line is nothing. */
export const linesOf = (values: readonly (object | null)[]): string =>
  values.map((one) => (one ? JSON.stringify(one) : "")).join("\n")
