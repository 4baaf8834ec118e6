export type Postgres = {
  /** Connects as the owner of the tables: migrations, backups. Never for requests. */
  readonly ownerUrl: string
  /** Connects as the plain role that row-level security binds. */
  readonly appUrl: string
  /** Ends the embedded server cleanly within a few seconds, unless another process uses it; an external one stays. */
  readonly stop: () => Promise<void>
  /** Whether it was running already: left by a killed process, or shared with a live one. */
  readonly adopted: boolean
  readonly version: string
}
