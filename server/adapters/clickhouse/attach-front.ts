import type { Endpoint } from "./endpoint.ts"
import { frontUser } from "./front-server.ts"
import type { Front } from "./spawn-front.ts"

const lookEveryMs = 1_000
const answerWithinMs = 2_000

/**
 * The engine that another process of this installation runs at `endpoint`, which knows our password; undefined when none
 * answers there. Stopping it is the other process' business.
 */
export async function attachFront(endpoint: Endpoint): Promise<Front | undefined> {
  if (!(await answers(endpoint))) return undefined
  let letGo = () => {}
  const ended = new Promise<void>((resolve) => {
    const timer = setInterval(async () => {
      if (!(await answers(endpoint))) letGo()
    }, lookEveryMs).unref()
    letGo = () => {
      clearInterval(timer)
      resolve()
    }
  })
  return { pid: undefined, ended, stop: async () => letGo() }
}

async function answers({ port, token }: Endpoint): Promise<boolean> {
  const authorization = `Basic ${Buffer.from(`${frontUser}:${token}`).toString("base64")}`
  try {
    const signal = AbortSignal.timeout(answerWithinMs)
    const response = await fetch(`http://127.0.0.1:${port}/ping`, { headers: { authorization }, signal })
    return response.ok && (await response.text()).startsWith("Ok.")
  } catch {
    return false
  }
}
