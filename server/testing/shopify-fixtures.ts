import { existsSync, readFileSync } from "node:fs"

type Json = Record<string, unknown>

/** One of our own samples of what Shopify sends, with changes laid over it. */
export const shopifySample = (name: string, changes: Json = {}): Json => ({
  ...JSON.parse(readFileSync(new URL(`./fixtures/shopify-${name}.json`, import.meta.url), "utf8")),
  ...changes,
})

const shared = new URL("../../../shared/data/shopify/", import.meta.url)

/** Whether the shared samples of real payload shapes lie beside the project. */
export const hasSharedShopify = existsSync(shared)

/** One of the shared samples, as it is on disk. */
export const sharedShopify = (file: string): unknown => JSON.parse(readFileSync(new URL(file, shared), "utf8"))
