/** Full years on that day; a birthday on 29 February is kept on 1 March in other years. */
export function ageOn(bornOn: string, today: Date): number {
  const [year = 0, month = 1, day = 1] = bornOn.split("-").map(Number)
  const isBefore = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day)
  return today.getFullYear() - year - (isBefore ? 1 : 0)
}
