import type { TimeSlot } from "./carrier.ts"

/** 08:00-12:00, which the carriers offer as 午前中. */
export const morning: TimeSlot = {
  code: "am",
  from: "08:00",
  until: "12:00",
  name: { ja: "午前中", en: "Morning (8-12)" },
}

/** A slot between two full hours, e.g. 14時〜16時. Its code is "1416". */
export function hours(from: number, until: number): TimeSlot {
  const two = (hour: number) => String(hour).padStart(2, "0")
  return {
    code: `${two(from)}${two(until)}`,
    from: `${from}:00`.padStart(5, "0") as TimeSlot["from"], // safe: "09:00"
    until: `${until}:00`.padStart(5, "0") as TimeSlot["until"], // safe: "09:00"
    name: { ja: `${from}時〜${until}時`, en: `${from}:00-${until}:00` },
  }
}
