import type { z } from "zod"
import type { Context } from "./context.ts"
import type { Contribution } from "./contributions.ts"
import type { Effect } from "./effects.ts"
import type { Endpoint } from "./endpoint.ts"
import type { Reaction } from "./events.ts"
import type { Loop } from "./loops.ts"
import type { Page } from "./page.ts"
import type { Routine } from "./routines.ts"

export type Route = {
  readonly endpoint: Endpoint
  readonly handle: (ctx: Context, params: unknown) => Promise<unknown>
}

/** Joins an endpoint of the contract to the verb that serves it. The verb runs in one transaction of the caller's brand. */
export function route<P extends z.ZodRawShape, R>(
  endpoint: Endpoint<P, R>,
  handle: (ctx: Context, params: z.output<z.ZodObject<P>>) => Promise<R>,
): Route {
  // safe: the door parses with this very endpoint before it calls handle
  return { endpoint: endpoint as Endpoint, handle: handle as Route["handle"] }
}

/** Everything that a capability plugs into the product. Nothing else about it is known to the outside. */
export type Capability = {
  readonly name: string
  /** Folder of numbered Postgres migrations: `0001_what.sql`. */
  readonly migrations?: URL
  /** Folder of numbered ClickHouse migrations. */
  readonly factMigrations?: URL
  readonly routes?: readonly Route[]
  /** Raw doors for traffic that is not ours to shape: vendor webhooks, tracking APIs, portal pages. */
  readonly pages?: readonly Page[]
  /** What it adds to capabilities before it: message kinds, segment fields, flow steps. */
  readonly contributes?: readonly Contribution[]
  readonly reactions?: readonly Reaction[]
  /** What the outbox can be asked to do. */
  readonly effects?: readonly Effect[]
  /** What time sets off: reconciliation, checks, clean-up. */
  readonly routines?: readonly Routine[]
  /** What flows all day and is done many pieces at a time. */
  readonly loops?: readonly Loop[]
}

export const defineCapability = (capability: Capability): Capability => capability
