import { SMTPServer } from "smtp-server"

/** A mail server that takes everything at once and notes when each address was served (ms of performance.now()). */
export async function startMailSink(): Promise<{
  url: string
  at: Map<string, number>
  count: () => number
  stop: () => Promise<void>
}> {
  const at = new Map<string, number>()
  let count = 0
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onData(stream, session, callback) {
      stream.on("data", () => {})
      stream.on("end", () => {
        count++
        const to = session.envelope.rcptTo[0]?.address
        if (to && !at.has(to)) at.set(to, performance.now())
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.server.address()
  const port = typeof address === "object" && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    at,
    count: () => count,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
