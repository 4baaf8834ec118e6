export type ClickHouse = {
  readonly url: string
  readonly username?: string
  readonly password?: string
  /** Ends the embedded engine within a few seconds if this process started it; an external server stays. */
  readonly stop: () => Promise<void>
  /** Whether it answered when it was last seen. */
  readonly alive: () => boolean
}
