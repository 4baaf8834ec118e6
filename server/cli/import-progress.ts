import { Presets, SingleBar } from "cli-progress"
import type { Progress } from "#imports"

/** A bar for people at a terminal. */
export function progressBar() {
  const bar = new SingleBar(
    { format: "{bar} {percentage}% | {value} of {total} lines | {rate} a second | {left} left", hideCursor: true },
    Presets.shades_classic,
  )
  let started = false
  return {
    show: ({ it, rowsPerSecond, secondsLeft }: Progress) => {
      const words = {
        rate: String(Math.round(rowsPerSecond ?? 0)),
        left: secondsLeft === null ? "–" : `${secondsLeft} s`,
      }
      if (!started && it.rowsTotal > 0) {
        started = true
        bar.start(it.rowsTotal, it.rowsDone, words)
      } else if (started) bar.update(it.rowsDone, words)
    },
    end: () => started && bar.stop(),
  }
}
