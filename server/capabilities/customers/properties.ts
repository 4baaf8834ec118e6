import { audit } from "#brands"
import { type Context, inTransaction, lock } from "#kernel/context"
import { CustomerError } from "./errors.ts"
import type { PropertyValue } from "./model.ts"
import { isFault, maxDefinitions, type PropertyDefinition, readProperty } from "./property-rules.ts"
import { insertDefinition, selectDefinitions, updateDefinition } from "./storage-properties.ts"

/** What this brand wants to know of its customers; archived ones, whose values are kept, come last. */
export const propertyDefinitions = (ctx: Context): Promise<PropertyDefinition[]> => selectDefinitions(ctx)

/**
 * Adds a property; from now on it can be filled, imported, shown and asked for (A15). Throws `customers.PropertyExists`,
 * `customers.TooManyProperties`, `customers.WrongValue` for a choice without choices.
 */
export async function defineProperty(
  ctx: Context,
  wanted: Omit<PropertyDefinition, "isArchived">,
): Promise<PropertyDefinition> {
  const definition = { ...wanted, isArchived: false }
  checkChoices(definition)
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "customers.properties")
    await checkRoom(ctx)
    if (!(await insertDefinition(ctx, definition))) throw CustomerError.PropertyExists({ field: wanted.key })
    await audit(ctx, { action: "customers.property-added", subject: `property:${wanted.key}`, after: definition })
    return definition
  })
}

/** Changes how a property is called, what may be chosen, who sees it, or puts it away. Its key and type stay. */
export async function changeProperty(
  ctx: Context,
  key: string,
  change: Partial<Pick<PropertyDefinition, "label" | "choices" | "personal" | "isArchived">>,
): Promise<PropertyDefinition> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "customers.properties")
    const before = (await selectDefinitions(ctx)).find((definition) => definition.key === key)
    if (!before) throw CustomerError.UnknownProperty({ field: key })
    const after = { ...before, ...change }
    checkChoices(after)
    if (before.isArchived && !after.isArchived) await checkRoom(ctx)
    await updateDefinition(ctx, after)
    await audit(ctx, { action: "customers.property-changed", subject: `property:${key}`, before, after })
    return after
  })
}

function checkChoices({ key, type, choices }: PropertyDefinition): void {
  const values = choices.map((choice) => choice.value)
  const isRight =
    new Set(values).size === values.length &&
    (type === "choice" ? values.length > 0 : type === "list" || values.length === 0)
  if (!isRight)
    throw CustomerError.WrongValue({
      field: `${key}.choices`,
      type,
      expected: type === "choice" ? "[{ value, label }, …]" : "[]",
    })
}

async function checkRoom(ctx: Context): Promise<void> {
  const inUse = (await selectDefinitions(ctx)).filter((definition) => !definition.isArchived).length
  if (inUse >= maxDefinitions) throw CustomerError.TooManyProperties({ limit: maxDefinitions })
}

/** Values that somebody sets by hand: all must be defined and fit. Null clears. Throws UnknownProperty, WrongValue. */
export function checkedProperties(
  definitions: readonly PropertyDefinition[],
  given: Readonly<Record<string, unknown>>,
): Record<string, PropertyValue | null> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const field = `properties.${key}`
      const definition = definitions.find((d) => d.key === key && !d.isArchived)
      if (!definition) throw CustomerError.UnknownProperty({ field })
      const read = value === null ? null : readProperty(definition, value)
      if (read !== null && isFault(read))
        throw CustomerError.WrongValue({ field, type: definition.type, expected: read.expected })
      return [key, read]
    }),
  )
}
