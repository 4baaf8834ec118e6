import iconv from "encoding-japanese"
import { safeCell } from "#imports"
import type { Column } from "./columns-rules.ts"

export type Line = Readonly<Record<string, unknown>>

/** A row of CSV (RFC 4180), CRLF at its end. Texts can't be run by a spreadsheet (S45); numbers stay numbers. */
export const csvRow = (columns: readonly Column[], line: Line): string =>
  `${columns.map((column) => csvCell(column, line[column.name])).join(",")}\r\n`

export const csvHead = (columns: readonly Column[]): string => `${columns.map(({ name }) => name).join(",")}\r\n`

function csvCell({ type }: Column, value: unknown): string {
  if (value === null || value === undefined) return ""
  if (type === "whole" || type === "flag") return String(value)
  const text = typeof value === "string" ? value : JSON.stringify(value)
  const safe = safeCell(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Shift_JIS; a character it does not have becomes a numeric reference (&#128512;), so that nothing is lost unseen. */
export const shiftJis = (text: string): Buffer =>
  Buffer.from(iconv.convert(iconv.stringToCode(text), { to: "SJIS", from: "UNICODE", fallback: "html-entity" }))
