import { SmtpFailure, SmtpSession } from "./smtp-session.ts"
import { defaultTimeouts, type SmtpServer, type SmtpTimeouts } from "./smtp-server-address.ts"

export type PoolOptions = {
  /** Connections to this server at once. */
  readonly connections?: number
  /** An unused connection is kept this long (ms). */
  readonly idleMs?: number
  readonly timeouts?: Partial<SmtpTimeouts>
}

type Taken = { readonly session: SmtpSession; readonly isReused: boolean } | { readonly failure: SmtpFailure }
export type SessionPool = {
  readonly take: () => Promise<Taken>
  /** Every session that was taken must come back, whatever became of it. */
  readonly giveBack: (session: SmtpSession) => void
  readonly close: () => Promise<void>
  readonly opened: () => number
}

/** Warm connections to one server. Those who find none free wait in line, so a slow server slows only itself (F43). */
export function createSessionPool(server: SmtpServer, options: PoolOptions = {}): SessionPool {
  const most = options.connections ?? 10
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const idle: { session: SmtpSession; timer: NodeJS.Timeout }[] = []
  const line: (() => void)[] = []
  let inUse = 0
  let opened = 0

  const takeIdle = (): SmtpSession | undefined => {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer)
      if (last.session.isOpen) return last.session
    }
    return undefined
  }

  const take = async (): Promise<Taken> => {
    // A place that comes free is handed on to the first in line, so nobody who comes later can slip in.
    if (inUse < most) inUse++
    else await new Promise<void>((resolve) => line.push(resolve))
    const warm = takeIdle()
    if (warm) return { session: warm, isReused: true }
    try {
      const session = await SmtpSession.open(server, timeouts)
      opened++
      return { session, isReused: false }
    } catch (error) {
      free()
      if (error instanceof SmtpFailure) return { failure: error }
      throw error
    }
  }

  const free = () => {
    const next = line.shift()
    if (next) next()
    else inUse--
  }

  const giveBack = (session: SmtpSession) => {
    if (session.isOpen) {
      const timer = setTimeout(() => void takeOut(session)?.quit(), options.idleMs ?? 20_000)
      timer.unref()
      idle.push({ session, timer })
    } else session.destroy()
    free()
  }

  const takeOut = (session: SmtpSession): SmtpSession | undefined => {
    const index = idle.findIndex((entry) => entry.session === session)
    return idle.splice(index, index < 0 ? 0 : 1)[0]?.session
  }

  const close = async () => {
    const sessions = idle.splice(0)
    for (const { timer } of sessions) clearTimeout(timer)
    await Promise.all(sessions.map(({ session }) => session.quit()))
  }
  return { take, giveBack, close, opened: () => opened }
}
