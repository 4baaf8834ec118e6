import { route } from "#kernel/capability"
import { browseProducts, productById } from "./browse-products.ts"
import {
  getProduct,
  listFeedRuns,
  listFeeds,
  listProducts,
  patchFeed,
  postFeed,
  postStock,
  previewContent,
  putContent,
  putProduct,
  refreshFeedNow,
  removeFeed,
} from "./contract.ts"
import { CatalogError } from "./errors.ts"
import { describeProduct, previewTold } from "./product-content.ts"
import { addFeed, refreshFeed } from "./refresh-feed.ts"
import { deleteFeed, selectFeeds, selectRuns, updateFeed } from "./storage-feeds.ts"
import { setStock, upsertProducts } from "./upsert-products.ts"

const done = { done: true } as const

export const routes = [
  route(listProducts, (ctx, { cursor, limit, ...filter }) => browseProducts(ctx, filter, { cursor, limit })),
  route(getProduct, (ctx, { productId }) => productById(ctx, productId)),
  route(putProduct, async (ctx, product) => ({ written: (await upsertProducts(ctx, [product])).written === 1 })),
  route(putContent, async (ctx, { productId, pieces, passport }) => {
    await describeProduct(ctx, productId, { pieces, passport })
    return done
  }),
  route(previewContent, (ctx, { productId, pieces, passport, stage, language }) =>
    previewTold(ctx, productId, { pieces, passport }, { stage, language }),
  ),
  route(postStock, async (ctx, { levels }) => ({ written: await setStock(ctx, levels) })),
  route(listFeeds, async (ctx) => ({ items: await selectFeeds(ctx) })),
  route(postFeed, (ctx, wanted) => addFeed(ctx, wanted)),
  route(patchFeed, async (ctx, { feedId, ...change }) => {
    if (!(await updateFeed(ctx, feedId, change))) throw CatalogError.UnknownFeed({ field: "feedId" })
    return done
  }),
  route(refreshFeedNow, async (ctx, { feedId }) => {
    await refreshFeed(ctx, feedId)
    return done
  }),
  route(listFeedRuns, async (ctx, { feedId }) => ({ items: await selectRuns(ctx, feedId, 50) })),
  route(removeFeed, async (ctx, { feedId }) => {
    if (!(await deleteFeed(ctx, feedId))) throw CatalogError.UnknownFeed({ field: "feedId" })
    return done
  }),
]
