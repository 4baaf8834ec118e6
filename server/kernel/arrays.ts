/**
 * A list of plain words as Postgres reads arrays, `{a,b,NULL}`: a tenth of what the driver takes, which looks at every element
 * for what may have to be quoted. Words that hold quotes, commas or spaces are quoted here, too.
 */
export function arrayOf(values: readonly (string | number | null)[]): string {
  const elements = values.map((value) => {
    if (value === null) return "NULL"
    const text = String(value)
    return /^[\w.:-]+$/.test(text) && !/^null$/i.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`
  })
  return `{${elements.join()}}`
}

/** Instants as milliseconds since 1970, for `to_timestamp(x / 1000)`: half the cost of writing and reading them as text. */
export const millisOf = (values: readonly (Date | null)[]): string => arrayOf(values.map((at) => at?.getTime() ?? null))

/** JSON, one document a line, for `string_to_array(x, chr(10))`: it never holds a bare line feed. An empty line is nothing. */
export const linesOf = (values: readonly (object | null)[]): string =>
  values.map((one) => (one ? JSON.stringify(one) : "")).join("\n")
