import type { Config } from "./kernel/config.ts"
import type { Plug } from "./kernel/ports.ts"

/** Which adapter stands behind each port: the one place where the outside world is chosen. */
export function plugsFor(_config: Config): Plug[] {
  return []
}
