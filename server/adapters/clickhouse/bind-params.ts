/** A placeholder for which no value was sent; the server's own code for it is 456. */
export class UnknownParameter extends Error {
  readonly clickhouseCode = 456

  constructor(name: string) {
    super(`Code: 456. DB::Exception: Substitution \`${name}\` is not set. (UNKNOWN_QUERY_PARAMETER)`)
  }
}

// What may not be searched for placeholders: strings, quoted names, comments and heredocs. Then the placeholder itself.
const token =
  /'(?:[^'\\]|\\.|'')*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|\{\s*(\w+)\s*:\s*([^{}]+?)\s*\}/g

/**
 * Writes each `{name:Type}` of `sql` as a literal, since chDB shares bound parameters between its connections.
 * @param values as the ClickHouse client sends them: text escaped as in TabSeparated, `\N` for NULL, arrays in SQL form
 * @throws UnknownParameter when a placeholder has no value
 */
export function bindParams(sql: string, values: ReadonlyMap<string, string>): string {
  return sql.replace(token, (whole, _tag: string | undefined, name: string | undefined, type: string | undefined) => {
    if (name === undefined || type === undefined) return whole
    const value = values.get(name)
    if (value === undefined) throw new UnknownParameter(name)
    return literal(value, type)
  })
}

function literal(value: string, type: string): string {
  if (type === "Identifier") return quotedName(unescape(value))
  if (value === "\\N") return `CAST(NULL AS ${type})`
  const map = /^Map\s*\(([\s\S]*)\)$/.exec(type)
  // A map cannot be read from text by CAST, but from pairs it can.
  if (map) return `CAST(CAST(${quotedString(pairsOf(value))} AS Array(Tuple(${map[1]}))) AS ${type})`
  // The elements of a composite value are quoted and escaped already; its text is read as it stands.
  return `CAST(${quotedString(isComposite(type) ? value : unescape(value))} AS ${type})`
}

const isComposite = (type: string) => /^(Array|Tuple|Nested|Point|Ring|Polygon|MultiPolygon)\b/.test(type)

/** `{'a':1,'b':2}` as `[('a',1),('b',2)]`; what is inside strings or deeper levels stays. */
function pairsOf(map: string): string {
  let depth = 0
  const outer = map.replace(/'(?:[^'\\]|\\[\s\S])*'|[{}[\]():,]/g, (part) => {
    if ("}])".includes(part)) depth--
    const isOutermost = depth === 1
    if ("{[(".includes(part)) depth++
    if (part === ":" && isOutermost) return ","
    return part === "," && isOutermost ? "),(" : part
  })
  const inner = outer.trim().slice(1, -1)
  return inner.trim() === "" ? "[]" : `[(${inner})]`
}

const escapes: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", "0": "\0" }

/** The text behind TabSeparated escapes. */
const unescape = (text: string) => text.replace(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char)

/** `text` as a string literal of ClickHouse SQL. */
export const quotedString = (text: string) =>
  `'${text.replace(/[\\'\0]/g, (char) => (char === "\0" ? "\\0" : `\\${char}`))}'`

const quotedName = (text: string) => `\`${text.replace(/[\\`]/g, "\\$&")}\``
