import type { Context } from "#kernel/context"
import { openDoors } from "./name-quota.ts"
import { type DeedRow, selectDeeds } from "./storage-deeds.ts"
import { selectKeptNames } from "./storage-property-names.ts"

/**
 * Everything under these ids that has one of these names, oldest first, with the properties that analytics keeps: what
 * came under names beyond the brand's quota decides nothing anywhere (F85).
 */
export async function deeds(
  ctx: Context,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<DeedRow[]> {
  const rows = await selectDeeds(ctx, customerIds, names)
  const isOpen = (row: DeedRow) => openDoors.includes(row.source) && Object.keys(row.properties).length > 0
  const kept = rows.some(isOpen) ? await selectKeptNames(ctx) : undefined
  if (!kept) return rows
  const keptOf = ({ properties }: DeedRow) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => kept.has(name)))
  return rows.map((row) => (isOpen(row) ? { ...row, properties: keptOf(row) } : row))
}
