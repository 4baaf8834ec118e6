import type { EngineLimits } from "./engine-settings.ts"

/** What the parent tells the engine's process once. The token travels here, so that no process list shows it. */
export type FrontOrder = {
  readonly folder: string
  readonly port: number
  readonly token: string
  readonly limits: EngineLimits
}

/** What the engine's process answers once. */
export type FrontReport =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly why: "missing" | "port" | "other"; readonly message: string }
  | { readonly kind: "failed"; readonly why: "locked"; readonly pid: number; readonly message: string }
