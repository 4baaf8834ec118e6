import { productTitlesOf } from "#catalog"
import type { Context } from "#kernel/context"
import type { Happened } from "./model-run.ts"
import type { Start } from "./model-stored.ts"
import { selectLaunching } from "./storage.ts"
import { insertStarts } from "./storage-entrants.ts"

/** So many of what came out at once are named in letters. */
const named = 6

type Launched = {
  readonly products: readonly { readonly productId: string; readonly externalId: string }[]
  readonly at: Date
}

const begin = "launch"

/** The catalogue has something new: flows that wait for it let their segments in, each once for it (D24). */
export async function onLaunch(ctx: Context, { products, at }: Launched): Promise<void> {
  const [first] = products
  if (!first) return
  const ids = products.slice(0, named).map(({ productId }) => productId)
  const key = `${begin} ${ids.join(",")} ${encodeURIComponent(first.externalId)}`
  const flows = await selectLaunching(ctx)
  await insertStarts(
    ctx,
    flows.map((flowId) => ({ flowId, key, at, missed: false })),
  )
}

/** What somebody who comes in by a launch carries with her: the event, and the products that letters show as they are sold then. */
export async function launchFacts(
  ctx: Context,
  { key, at }: Pick<Start, "key" | "at">,
): Promise<Readonly<Record<string, unknown>>> {
  const [word, ids = "", external = ""] = key.split(" ")
  if (word !== begin) return {}
  const productId = decodeURIComponent(external)
  const title = (await productTitlesOf(ctx, [productId])).get(productId) ?? ""
  const event: Happened = {
    name: "Product Launched",
    occurredAt: at.toISOString(),
    source: "catalog",
    externalId: key,
    productId,
    properties: { title },
  }
  return { event, products: ids.split(",").map((id) => ({ productId: id })) }
}
