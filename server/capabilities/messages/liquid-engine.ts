import { Liquid, type Template } from "liquidjs"
import type { Language } from "#kernel/text"
import { barsTable, qrTable } from "./barcode-rules.ts"
import { ownFilters, scriptSafeJson } from "./liquid-filters.ts"

/**
 * Liquid with everything closed that a mail does not need (TRUST S40): no files, no partials, no prototype, no silent
 * holes, no way around escaping, and a limit on size, time and memory. The limits are cooperative, so mails of
 * customers are also rendered in a thread that can be ended (render-pool.ts).
 */
export const limits = { parseCharacters: 300_000, renderMs: 1_000, memoryUnits: 2_000_000 } as const

const tags = ["if", "unless", "case", "for", "assign", "comment", "break", "continue"]
const stockFilters = [
  "default",
  "size",
  "first",
  "last",
  "join",
  "upcase",
  "downcase",
  "capitalize",
  "strip",
  "truncate",
]
const figures = [
  "plus",
  "minus",
  "times",
  "divided_by",
  "modulo",
  "round",
  "ceil",
  "floor",
  "abs",
  "at_least",
  "at_most",
]
const pieces = ["split", "replace", "remove", "append", "prepend", "slice"]

export type MailEngine = {
  readonly parse: (source: string) => Template[]
  /** Throws `RenderError`, `UndefinedVariableError` and the like of liquidjs. */
  readonly render: (template: Template[], facts: object, zone: string) => string
  /** Every fact that a source reads, as `order.number`. */
  readonly variables: (source: string) => string[]
}

/** `json`: every output stands inside a JSON string and cannot leave it, whatever quotes or breaks a value has. */
export type Output = "html" | "plain" | "json"

export function createEngine(language: Language, output: Output): MailEngine {
  const liquid = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    parseLimit: limits.parseCharacters,
    renderLimit: limits.renderMs,
    memoryLimit: limits.memoryUnits,
    ...(output === "html" ? { outputEscape: "escape" as const } : {}),
    ...(output === "json" ? { outputEscape: insideJsonString } : {}),
  })
  close(liquid)
  for (const [name, filter] of Object.entries(ownFilters(language, zoneOf))) liquid.registerFilter(name, filter)
  // The outputs that are not escaped as HTML: one escapes itself, for a script element; the others draw cells of their own.
  if (output === "html") {
    liquid.registerFilter("script_json", { handler: scriptSafeJson, raw: true })
    liquid.registerFilter("bars", { handler: (value: unknown) => barsTable(String(value)), raw: true })
    liquid.registerFilter("qr", { handler: (value: unknown) => qrTable(String(value)), raw: true })
  }
  return {
    parse: (source) => liquid.parse(source),
    render: (template, facts, zone) => String(liquid.renderSync(template, facts, { globals: { [zoneKey]: zone } })),
    variables: (source) => liquid.globalFullVariablesSync(liquid.parse(source)),
  }
}

/** What stands between the quotes of a JSON string. */
export const insideJsonString = (value: unknown): string =>
  JSON.stringify(value === null || value === undefined ? "" : String(value)).slice(1, -1)

const zoneKey = "brand-zone"

function zoneOf(self: unknown): string {
  // safe: liquidjs calls every filter with its own FilterImpl as `this`; a missing zone is caught below
  const zone = (self as { context?: { globals?: Record<string, unknown> } }).context?.globals?.[zoneKey]
  if (typeof zone !== "string") throw new Error("no zone to write a time in")
  return zone
}

/** An allow-list, so that a filter or tag of the next version stays outside until someone has judged it. */
function close(liquid: Liquid): void {
  const filters = new Set([...stockFilters, ...figures, ...pieces])
  for (const name of Object.keys(liquid.filters)) if (!filters.has(name)) liquid.unregisterFilter(name)
  for (const name of Object.keys(liquid.tags)) if (!tags.includes(name)) delete liquid.tags[name]
}
