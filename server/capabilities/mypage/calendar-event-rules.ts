import type { Appointment } from "./cards.ts"

/** An appointment as an iCalendar file (RFC 5545), at its instants in UTC; long lines folded at 75 octets. */
export function calendarEvent(event: Appointment, file: { readonly domain: string; readonly made: Date }): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Maido//Events//JA",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${event.uid}@${file.domain}`,
    `DTSTAMP:${stamp(file.made)}`,
    `DTSTART:${stamp(event.from)}`,
    `DTEND:${stamp(event.until)}`,
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(event.text)}`,
    ...(event.place ? [`LOCATION:${escaped(event.place)}`] : []),
    "END:VEVENT",
    "END:VCALENDAR",
  ]
  return `${lines.map(folded).join("\r\n")}\r\n`
}

const stamp = (at: Date) => `${at.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`
const escaped = (text: string) => text.replace(/([\\;,])/g, "\\$1").replace(/\r?\n/g, "\\n")

/** At most 75 octets a line; no character is cut in two. */
function folded(line: string): string {
  const parts = [""]
  for (const character of line) {
    const last = parts.length - 1
    if (Buffer.byteLength(`${parts[last]}${character}`) > 74) parts.push(character)
    else parts[last] = `${parts[last]}${character}`
  }
  return parts.join("\r\n ")
}
