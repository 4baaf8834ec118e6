/** A row of the outbox in the hands of a worker. */
export type Claimed = {
  readonly brandId: string
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly payload: unknown
  readonly cause: string
  readonly attempts: number
  /** How often a worker died with it. */
  readonly crashes: number
  readonly fence: string
  readonly expiresAt: Date | null
}

/** A worker of this process. `owner` is the name under which it claims; what it is given was claimed under that name. */
export type Taker = { readonly owner: string; readonly take: (claimed: Claimed) => void }
