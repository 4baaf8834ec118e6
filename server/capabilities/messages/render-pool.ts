import { Worker } from "node:worker_threads"
import type { MailFacts } from "./model.ts"
import type { MailRenderer } from "./ports.ts"
import type { Compiled, RenderAnswer, RenderTask } from "./render-worker.ts"

/** This one mail cannot be written. `missing-fact` names what the template asked for; values are never in the message. */
export class RenderFailed extends Error {
  readonly reason: "missing-fact" | "template" | "limit" | "time" | "memory"
  constructor(reason: RenderFailed["reason"], message: string) {
    super(message)
    this.name = "RenderFailed"
    this.reason = reason
  }
}

export type RenderPool = MailRenderer & { readonly close: () => Promise<void> }
type Options = { readonly threads?: number; readonly capMs?: number; readonly memoryMb?: number }
type Answer = Extract<RenderAnswer, { rendered: unknown } | { filled: unknown }>
type Job = {
  readonly compiled: Compiled
  readonly facts: MailFacts
  readonly resolve: (answer: Answer) => void
  readonly reject: (failure: RenderFailed) => void
}

/**
 * Threads that fill in mails. The limits of Liquid are cooperative (S41); this one is not: a mail that takes longer
 * than `capMs` or more than `memoryMb` ends its thread, fails alone, and the next mail gets a fresh one.
 */
export function createRenderPool({ threads = 1, capMs = 3_000, memoryMb = 192 }: Options = {}): RenderPool {
  const queue: Job[] = []
  const seats = Array.from({ length: threads }, () => createSeat(queue, capMs, memoryMb))
  const ask = (compiled: Compiled, facts: MailFacts) =>
    new Promise<Answer>((resolve, reject) => {
      queue.push({ compiled, facts, resolve, reject })
      seats.find((seat) => seat.isFree())?.next()
    })
  return {
    render: async (compiled, facts) => {
      const answer = await ask(compiled, facts)
      if (!("rendered" in answer)) throw new RenderFailed("template", "a mail was asked for")
      return answer.rendered
    },
    fill: async (compiled, facts) => {
      const answer = await ask(compiled, facts)
      if (!("filled" in answer)) throw new RenderFailed("template", "words were asked for")
      return answer.filled
    },
    close: async () => {
      for (const job of queue.splice(0)) job.reject(new RenderFailed("time", "rendering was stopped"))
      await Promise.all(seats.map((seat) => seat.close()))
    },
  }
}

type Seat = { readonly isFree: () => boolean; readonly next: () => void; readonly close: () => Promise<void> }

function createSeat(queue: Job[], capMs: number, memoryMb: number): Seat {
  let worker: Worker | undefined
  let job: Job | undefined
  let isReady = false
  let sent = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  const finish = (act: (job: Job) => void) => {
    const done = job
    clearTimeout(timer)
    job = undefined
    if (done) act(done)
    next()
  }
  const abandon = (failure: RenderFailed) => {
    void worker?.terminate()
    worker = undefined
    finish((done) => done.reject(failure))
  }
  const start = (): Worker => {
    const made = new Worker(new URL("./render-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    made.unref()
    sent = new Set()
    isReady = false
    made.on("message", (answer: RenderAnswer) => made === worker && heard(answer))
    made.on("error", (error) => made === worker && abandon(endOf(error)))
    return made
  }
  const heard = (answer: RenderAnswer) => {
    if ("ready" in answer) return begin()
    if ("needs" in answer) return post(true)
    if ("rendered" in answer || "filled" in answer) return finish((done) => done.resolve(answer))
    const { name, message } = answer.failure
    finish((done) => done.reject(new RenderFailed(reasonOf(name, message), message)))
  }
  const begin = () => {
    isReady = true
    if (!job) return
    timer = setTimeout(() => abandon(new RenderFailed("time", `took longer than ${capMs} ms`)), capMs)
    post(false)
  }
  const post = (withTemplate: boolean) => {
    if (!job) return
    const { compiled, facts } = job
    const isNew = withTemplate || !sent.has(compiled.hash)
    sent.add(compiled.hash)
    const task: RenderTask = { hash: compiled.hash, facts, ...(isNew ? { compiled } : {}) }
    worker?.postMessage(task)
  }
  const next = () => {
    if (job) return
    job = queue.shift()
    if (!job) return void worker?.unref()
    worker ??= start()
    worker.ref()
    if (isReady) begin()
  }
  return { isFree: () => job === undefined, next, close: async () => void (await worker?.terminate()) }
}

const endOf = (error: unknown) => {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  const isMemory = code === "ERR_WORKER_OUT_OF_MEMORY"
  return new RenderFailed(
    isMemory ? "memory" : "template",
    isMemory ? "took more memory than a mail may" : "the rendering thread ended",
  )
}

function reasonOf(name: string, message: string): RenderFailed["reason"] {
  if (name === "UndefinedVariableError" || /undefined variable/.test(message)) return "missing-fact"
  return /limit exceeded/.test(message) ? "limit" : "template"
}
