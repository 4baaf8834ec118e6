import { closeSync, fsyncSync, openSync, writeSync } from "node:fs"
import { createServer, type IncomingMessage } from "node:http"

// A provider of SMS in the manner of Twilio, in a process of its own: form fields in, JSON out, its own error codes. Numbers
// tell how it behaves; what phones truly received goes to a file.
//   …0001 unsubscribed · …0002 not a mobile · …0003 too many requests once · …0004 takes it over and answers 500
//   …0005 takes it over and hangs up

const log = openSync(process.argv[2] ?? "/dev/null", "a")
const [sid, token] = [process.argv[3] ?? "", process.argv[4] ?? ""]
const right = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`
const refusedOnce = new Set<string>()
let count = 0

const note = (line: object) => {
  writeSync(log, `${JSON.stringify(line)}\n`)
  fsyncSync(log)
}

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"))
}

type Reply = { status: number; body: object; headers?: Record<string, string> } | "hang-up"
const refuse = (status: number, code: number, message: string, headers = {}): Reply => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  headers,
})

function take(fields: URLSearchParams): Reply {
  const [to, text] = [fields.get("To") ?? "", fields.get("Body") ?? ""]
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
  if (text === "") return refuse(400, 21602, "Message body is required.")
  if (!fields.get("From") && !fields.get("MessagingServiceSid"))
    return refuse(400, 21603, "A 'From' phone number is required.")
  if (to.endsWith("0001")) return refuse(400, 21610, "Attempt to send to unsubscribed recipient")
  if (to.endsWith("0002")) return refuse(400, 21614, "'To' number is not a valid mobile number")
  if (to.endsWith("0003") && !refusedOnce.has(to)) {
    refusedOnce.add(to)
    return refuse(429, 20429, "Too Many Requests", { "retry-after": "30" })
  }
  note({ kind: "received", to, text, from: fields.get("From"), reportUrl: fields.get("StatusCallback") })
  if (to.endsWith("0004")) return refuse(500, 20500, "Internal Server Error")
  if (to.endsWith("0005")) return "hang-up"
  const reference = `SM${(++count).toString(16).padStart(32, "0")}`
  return { status: 201, body: { sid: reference, status: "queued", num_segments: "1", to, body: text } }
}

const server = createServer((request, response) => {
  void bodyOf(request).then((fields) => {
    const path = request.url ?? ""
    const home = `/2010-04-01/Accounts/${sid}`
    const reply: Reply =
      request.headers.authorization !== right
        ? refuse(401, 20003, "Authenticate")
        : request.method === "POST" && path === `${home}/Messages.json`
          ? take(fields)
          : request.method === "GET" && path === `${home}.json`
            ? { status: 200, body: { sid, friendly_name: "Hinata", status: "active" } }
            : refuse(404, 20404, "The requested resource was not found")
    if (reply === "hang-up") return void request.socket.destroy()
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
