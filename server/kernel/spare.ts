import { cpus } from "node:os"

/** Less of the processors' time than this being free, whoever waits for an answer waits because of us. */
const littleShare = 0.08
/** Shorter than this the machine's own count, in hundredths of a second, says nothing. */
const shortestMs = 200

type Times = { readonly idle: number; readonly all: number }

function processorTimes(): Times {
  let [idle, all] = [0, 0]
  for (const { times } of cpus()) {
    idle += times.idle
    all += times.user + times.nice + times.sys + times.idle + times.irq
  }
  return { idle, all }
}

/**
 * Tells whether the machine has next to nothing left to do more: how much of all processors' time was free since the look
 * before, the engines and whatever else runs there included. Looks that follow each other closely get the same answer.
 */
export function watchSpare(look: () => Times = processorTimes, now = () => performance.now()): () => boolean {
  let last: { readonly at: number; readonly times: Times } | undefined
  let isFull = false
  return () => {
    const at = now()
    if (last && at - last.at < shortestMs) return isFull
    const times = look()
    const all = last ? times.all - last.times.all : 0
    isFull = last !== undefined && all > 0 && (times.idle - last.times.idle) / all < littleShare
    last = { at, times }
    return isFull
  }
}
