import { type Context, inTransaction } from "#kernel/context"
import { readText } from "#kernel/edge"
import { CatalogError } from "./errors.ts"
import { readMerchantFeed } from "./merchant-feed-rules.ts"
import { archiveOthers } from "./storage-products.ts"
import type { RunResult } from "./storage-feeds.ts"
import { upsertProducts } from "./upsert-products.ts"

export type FeedFile = { readonly source: string; readonly currency: string; readonly bytes: Buffer; readonly at: Date }

/** How many errors are kept word for word. */
const shownErrors = 100
const chunk = 500

/**
 * Takes in a whole Google Merchant feed as it was at `at`. What it no longer lists is archived, but only when it was read
 * without an error: a feed that was cut in half must not empty the catalogue. Throws `catalog.NotAFeed`.
 */
export async function importFeed(ctx: Context, { source, currency, bytes, at }: FeedFile): Promise<RunResult> {
  const { items, products, errors } = read(readText(bytes), { source, currency, at })
  let taken = 0
  for (let from = 0; from < products.length; from += chunk)
    taken += (await upsertProducts(ctx, products.slice(from, from + chunk))).written
  const isWhole = errors.length === 0 && products.length > 0
  const keep = products.map((product) => product.externalId)
  const retired = isWhole ? await inTransaction(ctx, (ctx) => archiveOthers(ctx, source, keep, at)) : 0
  return { items, taken, retired, errorCount: errors.length, errors: errors.slice(0, shownErrors) }
}

function read(xml: string, terms: { source: string; currency: string; at: Date }) {
  try {
    return readMerchantFeed(xml, terms)
  } catch (error) {
    throw CatalogError.NotAFeed({ reason: error instanceof Error ? error.message.slice(0, 80) : "XML" })
  }
}
