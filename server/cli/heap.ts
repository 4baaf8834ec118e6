import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

const megabyte = 1024 ** 2
let collect: (() => void) | undefined

/**
 * Collects garbage when the heap holds more than so many megabytes. Left to itself, V8 lets what long work leaves behind lie
 * until the heap is several times as large as what is alive: on a small machine that memory belongs to the databases.
 */
export function keepHeapBelow(mb: number): void {
  if (process.memoryUsage().heapUsed < mb * megabyte) return
  if (!collect) {
    setFlagsFromString("--expose-gc")
    collect = runInNewContext("gc") as () => void // safe: the flag above puts V8's function there
  }
  collect()
}
