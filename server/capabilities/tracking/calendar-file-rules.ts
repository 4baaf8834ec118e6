import { addDays, type Day } from "#kernel/days"
import type { ArrivalRange } from "#shipments"

type Entry = {
  readonly uid: string
  readonly made: Date
  readonly title: string
  readonly text: string
  readonly url: string
  readonly sequence: number
}

/** The expected arrival as an iCalendar file (RFC 5545): whole days, the end exclusive, long lines folded at 75 octets. */
export function calendarFile(range: ArrivalRange, entry: Entry): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Maido//Delivery//JA",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${stamp(entry.made)}`,
    `DTSTART;VALUE=DATE:${plain(range.firstDay)}`,
    `DTEND;VALUE=DATE:${plain(addDays(range.lastDay, 1))}`,
    `SUMMARY:${escape(entry.title)}`,
    `DESCRIPTION:${escape(entry.text)}`,
    `URL:${entry.url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ]
  return `${lines.map(fold).join("\r\n")}\r\n`
}

const plain = (day: Day) => day.replaceAll("-", "")
const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`
const escape = (text: string) => text.replace(/([\\;,])/g, "\\$1").replace(/\r?\n/g, "\\n")

/** A line may have 75 octets; a character is never cut in two. */
function fold(line: string): string {
  const parts: string[] = []
  let part = ""
  for (const character of line) {
    if (Buffer.byteLength(part + character) > 74) {
      parts.push(part)
      part = ""
    }
    part += character
  }
  return [...parts, part].join("\r\n ")
}
