export { createBrand } from "./create-brand.ts"
export type { Brand } from "./model.ts"
export { selectBrand as brandById, selectBrandBySlug as brandBySlug, selectBrands as allBrands } from "./storage.ts"
