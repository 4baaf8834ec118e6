import type { Context } from "#kernel/context"
import { brandById } from "./brand-by-id.ts"
import { staffOf } from "./staff.ts"

/** Who is to hear of what only an owner can mend: the brand's own owners, else those who run the installation. */
export async function ownersOf(ctx: Context): Promise<{ staffId: string; name: string; email: string }[]> {
  const brand = await brandById(ctx, ctx.brandId)
  // A twin for testing has the people of its live brand.
  const people = await staffOf({ ...ctx, brandId: brand?.testOf ?? ctx.brandId })
  const owners = people.filter(({ role, isDisabled }) => role === "owner" && !isDisabled)
  const own = owners.filter(({ runsInstallation }) => !runsInstallation)
  return (own.length > 0 ? own : owners).map(({ staffId, name, email }) => ({ staffId, name, email }))
}
