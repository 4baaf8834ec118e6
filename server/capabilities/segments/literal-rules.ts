import { isDay } from "#kernel/days"

/**
 * Values as literals of ClickHouse's SQL, for questions too long for an address. Nothing a person typed goes in as it is:
 * numbers are printed by us, days and ids must look like days and ids, and text travels as the hexadecimal digits of its
 * bytes, which no quote can leave (S04).
 */
export const textLiteral = (text: string): string =>
  /^[A-Za-z0-9 _./-]*$/.test(text) ? `'${text}'` : `unhex('${Buffer.from(text, "utf8").toString("hex")}')`

export const textsLiteral = (texts: readonly string[]): string => `[${texts.map(textLiteral).join(",")}]`

export function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a number: ${value}`)
  return String(value)
}

export function dayLiteral(of: string): string {
  if (!isDay(of)) throw new RangeError(`not a day: ${of}`)
  return `toDate('${of}')`
}

/**
 * Many ids as what stands within `in (…)`: read as one text, since every literal of its own has to be understood by itself;
 * a list that is there when the question is understood, since a question within it would be asked before it, by itself.
 */
export function idsLiteral(ids: readonly string[]): string {
  if (ids.length < 20) return ids.map(idLiteral).join(", ")
  for (const id of ids) idLiteral(id)
  return `splitByChar(',', '${ids.join(",")}')::Array(UUID)`
}

export function idLiteral(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new RangeError(`not an id: ${id}`)
  return `'${id}'`
}
