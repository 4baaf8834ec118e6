import { BlockList, isIP } from "node:net"

// IANA special-purpose address registries (RFC 6890 and its updates): addresses that are nobody's server on the Internet.
// Two lists: in one, ::ffff:0:0/96 would match every IPv4 address.
const closed = { ipv4: new BlockList(), ipv6: new BlockList() }
const v4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const
const v6 = [
  ["::", 128],
  ["::1", 128],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const
for (const [net, bits] of v4) closed.ipv4.addSubnet(net, bits, "ipv4")
for (const [net, bits] of v6) closed.ipv6.addSubnet(net, bits, "ipv6")

/** Whether an address belongs to the open Internet: not this machine, not the network around it, not a cloud's inside (S35). */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? "ipv4" : "ipv6"
  return !closed[family].check(address, family)
}
