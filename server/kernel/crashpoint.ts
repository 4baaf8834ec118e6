/** Every place where a test may kill the process, by name. CI kills at each of them (B3). */
const registered = new Set<string>()

/** Declares crash points once, at module load, so that the test matrix finds them without running the code. */
export function crashpoints<const N extends string>(...names: N[]): (name: N) => void {
  for (const name of names) registered.add(name)
  return (name) => void hit(name)
}

export const allCrashpoints = (): string[] => [...registered].sort()

let armed: { name: string; countdown: number } | undefined
let watcher: ((name: string) => void) | undefined

/** Tells a test what is passed in its own process, or nothing any more; it may cut off there what would die with a process. */
export const watchCrashpoints = (watch: ((name: string) => void) | undefined): void => void (watcher = watch)

/** Called once by main with MAIDO_CRASH_AT (`name` or `name@n`: die at the n-th pass). */
export function armCrashpoint(setting: string | undefined): void {
  if (!setting) return
  const [name = "", count] = setting.split("@")
  armed = { name, countdown: Number(count ?? 1) }
}

function hit(name: string): void {
  watcher?.(name)
  if (armed?.name !== name || --armed.countdown > 0) return
  // A real kill: no handler runs, no buffer is flushed, exactly as when the machine dies.
  process.kill(process.pid, "SIGKILL")
}
