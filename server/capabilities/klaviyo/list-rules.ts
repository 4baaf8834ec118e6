import type { PropertyDefinition } from "#customers"

/** As many as a property can have choices. */
export const maxLists = 200
/** As many as a property can hold of one person. */
export const maxListsOfOne = 50

export const listsProperty = {
  key: "klaviyo_lists",
  type: "list",
  label: { ja: "Klaviyo のリスト", en: "Klaviyo lists" },
  personal: false,
} as const satisfies Partial<PropertyDefinition>

type Choice = PropertyDefinition["choices"][number]

/** The lists by their present names, those seen now first; earlier ones stay while there is room, since values name them. */
export function listChoices(
  before: readonly Choice[],
  lists: readonly { readonly listId: string; readonly name: string }[],
): Choice[] {
  const now = lists.map(({ listId, name }) => ({
    value: listId,
    label: { ja: name.slice(0, 60), en: name.slice(0, 60) },
  }))
  const seen = new Set(now.map(({ value }) => value))
  return [...now, ...before.filter(({ value }) => !seen.has(value))].slice(0, maxLists)
}
