import { parentPort } from "node:worker_threads"
import type { CompiledMail, CompiledWords, FilledWords, MailFacts, RenderedMail } from "./model.ts"
import { fillWords, renderMail } from "./render-mail.ts"

/** The thread in which mails are filled in. It keeps what was compiled, so that each mail brings only its facts. */
export type Compiled = CompiledMail | CompiledWords
export type RenderTask = { readonly hash: string; readonly compiled?: Compiled; readonly facts: MailFacts }
export type RenderAnswer =
  | { readonly rendered: RenderedMail }
  | { readonly filled: FilledWords }
  | { readonly failure: { readonly name: string; readonly message: string } }
  | { readonly needs: string }
  /** Said once, when all code is loaded: only from here on does a mail's time run. */
  | { readonly ready: true }

// liquidjs throws for every absent fact that a condition asks about; nobody reads where, and a stack costs a fifth of a mail.
Error.stackTraceLimit = 0

const post = (message: RenderAnswer) => parentPort?.postMessage(message)
const known = new Map<string, Compiled>()
const keepKnown = 300

parentPort?.on("message", (task: RenderTask) => post(answer(task)))
post({ ready: true })

function answer(task: RenderTask): RenderAnswer {
  if (task.compiled) remember(task.compiled)
  const compiled = known.get(task.hash)
  if (!compiled) return { needs: task.hash }
  try {
    return "parts" in compiled
      ? { filled: fillWords(compiled, task.facts) }
      : { rendered: renderMail(compiled, task.facts) }
  } catch (error) {
    if (!(error instanceof Error)) return { failure: { name: "Error", message: String(error) } }
    return { failure: { name: error.name, message: error.message } }
  }
}

function remember(compiled: Compiled): void {
  const oldest = known.keys().next()
  if (known.size >= keepKnown && !oldest.done) known.delete(oldest.value)
  known.set(compiled.hash, compiled)
}
