import { createSocket } from "node:dgram"

/** `TXT hinata.example` → its values. MX values are hosts, PTR names stand under their in-addr.arpa. */
export type Zone = Map<string, readonly string[]>

const types = { 1: "A", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA" } as const

/** A name server over UDP that knows what `zone` says; names in `silent` are never answered. */
export async function startDns(zone: Zone, silent: ReadonlySet<string> = new Set()) {
  const socket = createSocket("udp4")
  socket.on("message", (query, { port, address }) => {
    const { name, type, end } = questionOf(query)
    if (silent.has(name)) return
    const values = zone.get(`${type} ${name}`) ?? []
    const knows = [...zone.keys()].some((key) => key.endsWith(` ${name}`))
    const head = Buffer.from(query.subarray(0, 12))
    head.writeUInt16BE(values.length > 0 || knows ? 0x8180 : 0x8183, 2)
    head.writeUInt16BE(values.length, 6)
    head.writeUInt16BE(0, 8)
    head.writeUInt16BE(0, 10)
    socket.send(
      Buffer.concat([
        head,
        query.subarray(12, end),
        ...values.map((value) => answer(query.readUInt16BE(end - 4), type, value)),
      ]),
      port,
      address,
    )
  })
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve))
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

function questionOf(query: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length))
    at += length + 1
  }
  const code = query.readUInt16BE(at + 1)
  const type = code === 1 || code === 12 || code === 15 || code === 16 || code === 28 ? types[code] : "?"
  return { name: labels.join(".").toLowerCase(), type, end: at + 5 }
}

function answer(code: number, type: string, value: string): Buffer {
  const data = dataOf(type, value)
  const head = Buffer.alloc(12)
  // The name is the question's.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(1, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function dataOf(type: string, value: string): Buffer {
  if (type === "A") return Buffer.from(value.split(".").map(Number))
  if (type === "TXT")
    return Buffer.concat(
      value.match(/.{1,255}/gs)?.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])) ?? [],
    )
  return type === "MX" ? Buffer.concat([Buffer.from([0, 10]), nameOf(value)]) : nameOf(value)
}

const nameOf = (name: string) =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ])
