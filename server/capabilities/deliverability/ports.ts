import { port } from "#kernel/ports"

/** `none`: there is no such record. `failed`: nobody answered in time, or the answer was an error. */
export type DnsAnswer<T> =
  | { readonly kind: "found"; readonly values: readonly T[] }
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly reason: string }

/** Looks records up. Never throws; every answer comes within seconds. */
export type DnsLookup = {
  /** The pieces of each record joined. */
  readonly txt: (name: string) => Promise<DnsAnswer<string>>
  /** Hosts, the preferred first. */
  readonly mx: (name: string) => Promise<DnsAnswer<string>>
  /** IPv4 and IPv6. */
  readonly addresses: (name: string) => Promise<DnsAnswer<string>>
  readonly names: (ip: string) => Promise<DnsAnswer<string>>
}

/** How a mail server speaks: encrypted from the start, after STARTTLS, not at all, or nobody answers. */
export type TlsProbe = (host: string, port: number) => Promise<"tls" | "starttls" | "plain" | "unreachable">

export const dnsLookup = port<DnsLookup>("deliverability.dns")
export const tlsProbe = port<TlsProbe>("deliverability.tls")
