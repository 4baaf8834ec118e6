/** Too many queries wait already; the server's own code for it is 202. */
export class TooManyQueries extends Error {
  readonly clickhouseCode = 202

  constructor() {
    super("Code: 202. DB::Exception: Too many simultaneous queries. (TOO_MANY_SIMULTANEOUS_QUERIES)")
  }
}

const longestQueue = 256

/** Lets `slots` queries run at once; the others wait in order, and those whose client has left drop out. */
export class Gate {
  #free: number
  readonly #slots: number
  readonly #waiting: (() => void)[] = []

  constructor(slots: number) {
    this.#slots = slots
    this.#free = slots
  }

  get inside(): number {
    return this.#slots - this.#free
  }

  /** @returns what lets the next one in @throws TooManyQueries, or the reason of `gone` */
  async enter(gone: AbortSignal): Promise<() => void> {
    gone.throwIfAborted()
    if (this.#free > 0) this.#free--
    else await this.#wait(gone)
    return () => {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }

  #wait(gone: AbortSignal): Promise<void> {
    if (this.#waiting.length >= longestQueue) throw new TooManyQueries()
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(proceed), 1)
        reject(gone.reason)
      }
      const proceed = () => {
        gone.removeEventListener("abort", leave)
        resolve()
      }
      gone.addEventListener("abort", leave, { once: true })
      this.#waiting.push(proceed)
    })
  }
}
