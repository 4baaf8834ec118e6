import { type Context, inTransaction } from "#kernel/context"
import type { Zoned } from "#kernel/routines"
import { selectBrands } from "./storage.ts"

/** Every brand with its local time, for the routines that keep to it. In the platform's context. */
export const zonedBrands = async (platform: Context): Promise<Zoned[]> =>
  (await inTransaction(platform, selectBrands)).map(({ brandId, zone }) => ({ brandId, zone }))
