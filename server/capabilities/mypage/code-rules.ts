/** A code lives for ten minutes and bears five tries (ASVS 6.5.5). */
export const codeLifeMs = 10 * 60_000
export const mostTries = 5
export const hourMs = 3_600_000
/** Codes that go to one address within an hour (S-LINK6). More are answered in the same way, and not sent. */
export const mostPerAddress = 5
/**
 * Codes asked for from one network within an hour. A network is far more than one person: a phone company's customers come
 * by a few addresses, and so does everybody at a shop's counter.
 */
export const mostPerNetwork = 40
/** How long a browser stays signed in. */
export const sessionLifeMs = 180 * 86_400_000

/** The network that an address belongs to: /24 of IPv4, /56 of IPv6, which one household or office has. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/i.exec(ip) ?? /^(\d+\.\d+\.\d+)\.\d+$/.exec(ip)
  if (mapped?.[1]) return `${mapped[1]}.0/24`
  const groups = wholeIpv6(ip)
  if (!groups) return ip
  return `${groups.slice(0, 3).join(":")}:${(groups[3] ?? "0000").slice(0, 2)}00::/56`
}

function wholeIpv6(ip: string): string[] | undefined {
  const [head = "", tail] = ip.toLowerCase().split("%")[0]?.split("::") ?? []
  const before = head === "" ? [] : head.split(":")
  const after = tail === undefined || tail === "" ? [] : tail.split(":")
  const missing = 8 - before.length - after.length
  if (missing < 0 || (tail === undefined && missing !== 0)) return undefined
  const all = [...before, ...Array.from({ length: missing }, () => "0"), ...after]
  return all.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? all.map((group) => group.padStart(4, "0")) : undefined
}

/** What was typed as a code: full-width digits and blanks are no mistakes. */
export const typedDigits = (typed: string): string => typed.normalize("NFKC").replaceAll(/[\s-]/g, "").slice(0, 20)
