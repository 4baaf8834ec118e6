import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { refold } from "./refold.ts"
import { selectDoubtful } from "./storage.ts"

/** How many parcels one look judges; the next look, minutes later, takes the rest. */
const perLook = 500

/** Judges anew every parcel whose promise may be broken by now, so that we find a delay before the customer asks (E11). */
export async function watchPromises(ctx: Context): Promise<void> {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand) return
  for (const parcel of await selectDoubtful(ctx, dayIn(brand.zone, ctx.now()), perLook))
    await refold(ctx, parcel.shipmentId)
}
