import { createHmac } from "node:crypto"
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs"
import { createServer, type IncomingMessage } from "node:http"

// Meta's Send API in a process of its own: JSON in and out, the Graph API's error codes. The last digits of a person's id tell
// how it behaves; what people truly received goes to a file.
//   …0001 takes no messages (551) · …0002 nobody knows them · …0003 too many at once, the first time · …0004 takes it over and
//   answers 500 · …0005 takes it over and hangs up · …0006 says that the day is over · …0007 is slow, then takes it

const log = openSync(process.argv[2] ?? "/dev/null", "a")
const [pageId, token, secret] = [process.argv[3] ?? "", process.argv[4] ?? "", process.argv[5] ?? ""]
const proof = createHmac("sha256", secret).update(token).digest("hex")
const refusedOnce = new Set<string>()
const slowMs = 300
let count = 0

const note = (line: object) => {
  writeSync(log, `${JSON.stringify(line)}\n`)
  fsyncSync(log)
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

type Reply = { status: number; body: object; headers?: Record<string, string>; afterMs?: number } | "hang-up"
const refuse = (
  status: number,
  code: number,
  message: string,
  more: { subcode?: number; headers?: object } = {},
): Reply => ({
  status,
  body: {
    error: {
      message,
      type: "OAuthException",
      code,
      ...(more.subcode ? { error_subcode: more.subcode } : {}),
      fbtrace_id: "A",
    },
  },
  headers: { ...more.headers },
})

type Wanted = {
  recipient?: { id?: string }
  messaging_type?: string
  tag?: string
  message?: { text?: string; quick_replies?: { content_type?: string; title?: string; payload?: string }[] }
}

function take(wanted: Wanted): Reply {
  const to = wanted.recipient?.id ?? ""
  const { text = "", quick_replies: replies = [] } = wanted.message ?? {}
  const type = wanted.messaging_type ?? ""
  if (!/^\d+$/.test(to) || text === "") return refuse(400, 100, "Invalid parameter")
  if (Buffer.byteLength(text) > 1000) return refuse(400, 100, "Message text is too long", { subcode: 2534033 })
  if (replies.length > 13 || replies.some(({ title = "" }) => title === "" || [...title].length > 20))
    return refuse(400, 100, "Invalid quick replies")
  if (!["RESPONSE", "UPDATE", "MESSAGE_TAG"].includes(type) || (type === "MESSAGE_TAG") !== (wanted.tag !== undefined))
    return refuse(400, 100, "Invalid messaging_type")
  if (to.endsWith("0001")) return refuse(400, 551, "This person isn't available right now.", { subcode: 1545041 })
  if (to.endsWith("0002")) return refuse(400, 100, "No matching user found", { subcode: 2018001 })
  if (to.endsWith("0003") && !refusedOnce.has(to)) {
    refusedOnce.add(to)
    return refuse(429, 613, "Calls to this API have exceeded the rate limit.", { headers: { "retry-after": "30" } })
  }
  if (to.endsWith("0006"))
    return refuse(400, 10, "This message is sent outside of allowed window.", { subcode: 2018278 })
  note({ to, text, type, tag: wanted.tag ?? null, replies: replies.map(({ title, payload }) => ({ title, payload })) })
  if (to.endsWith("0004")) return refuse(500, 2, "Service temporarily unavailable")
  if (to.endsWith("0005")) return "hang-up"
  const body = { recipient_id: to, message_id: `m_${(++count).toString(36).padStart(12, "0")}` }
  return { status: 200, body, ...(to.endsWith("0007") ? { afterMs: slowMs } : {}) }
}

const server = createServer((request, response) => {
  void bodyOf(request).then(async (body) => {
    const url = new URL(request.url ?? "/", "http://localhost")
    const isOurs =
      request.headers.authorization === `Bearer ${token}` && url.searchParams.get("appsecret_proof") === proof
    const reply: Reply = !isOurs
      ? refuse(401, 190, "Invalid OAuth access token.")
      : request.method === "POST" && url.pathname === `/v23.0/${pageId}/messages`
        ? take(JSON.parse(body))
        : request.method === "GET" && url.pathname === `/v23.0/${pageId}`
          ? {
              status: 200,
              body: { id: pageId, name: "Hinata", instagram_business_account: { id: "17840001", username: "hinata" } },
            }
          : refuse(404, 100, "Unsupported request")
    if (reply === "hang-up") return void request.socket.destroy()
    if (reply.afterMs) await new Promise((resolve) => setTimeout(resolve, reply.afterMs))
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers })
    response.end(JSON.stringify(reply.body))
  })
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`)
})
process.stdin.resume()
process.stdin.on("end", () => {
  closeSync(log)
  process.exit(0)
})
