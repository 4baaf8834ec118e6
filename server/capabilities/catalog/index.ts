export { type FeedFetch, feedFetch } from "./feed-port.ts"
export { productsLaunched } from "./events.ts"
export { ProductSnapshot } from "./model.ts"
export type { Passport, Product, Stage, StockLevel, ToldContent, Variant } from "./model.ts"
export { exponentOf, minorUnits, readPrice } from "./money-rules.ts"
export { plainText } from "./plain-text-rules.ts"
export { type RelatedProduct, relatedProducts } from "./related-products.ts"
export { describeProduct, productContent } from "./product-content.ts"
export {
  selectIdsOfTypes as productIdsOfTypes,
  selectProductsByExternal as productsByExternal,
  selectVariantsByExternal as variantsByExternal,
} from "./storage-products.ts"
export { setStock, upsertProducts } from "./upsert-products.ts"
export {
  selectInStock as productsInStock,
  selectTitlesOf as productTitlesOf,
  selectTypesOf as productTypesOf,
} from "./storage-types.ts"
export { selectProductsAfter as productsAfter } from "./storage-export.ts"
export { type SoldVariant, selectSoldVariants as variantsBySku } from "./storage-skus.ts"
export { type ProductCard, selectCards as productCards } from "./storage-cards.ts"
