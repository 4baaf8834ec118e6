/**
 * Whether we would try this address at all: https, a usual port, nobody's password, a name instead of a number (no receiver
 * has a certificate for a number, and numbers are how the inside of a network is named). Whether the name leads to the
 * public Internet is found out with every attempt (S35).
 */
export function isPossibleAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const hasUsualPort = ["", "443", "8443"].includes(url.port)
  const isBare = url.username === "" && url.password === "" && url.hash === ""
  // The parser writes 2130706433 and 0x7f.1 as 127.0.0.1.
  const hasName = !/^\[|^\d+(\.\d+){3}$/.test(url.hostname)
  return url.protocol === "https:" && hasUsualPort && isBare && hasName
}
