import {
  type Condition,
  Leaf,
  SegmentDocument,
  type SegmentDocument as Document,
} from "../../../server/capabilities/segments/model.ts"

/** A condition while it is edited: what is kept out is marked, and a leaf may still lack something. */
export type Item = { readonly id: string; readonly excluded: boolean; readonly body: Leaf | Group }
/** Items joined by "and" or "or". */
export type Group = { readonly join: "all" | "any"; readonly items: readonly Item[] }

export const isGroup = (body: Leaf | Group): body is Group => "join" in body

let made = 0
/** Tells items apart on the screen only. */
export const newId = () => `c${++made}`

export const itemOf = (body: Leaf | Group, excluded = false): Item => ({ id: newId(), excluded, body })
export const emptyGroup: Group = { join: "all", items: [] }

/** A document as it is edited. Two NOTs in a row are none. */
export function edited({ who }: Document): Group {
  const item = editedItem(who, false)
  return !item.excluded && isGroup(item.body) ? item.body : { join: "all", items: [item] }
}

function editedItem(condition: Condition, excluded: boolean): Item {
  switch (condition.kind) {
    case "not":
      return editedItem(condition.of, !excluded)
    case "all":
    case "any":
      return itemOf({ join: condition.kind, items: condition.of.map((of) => editedItem(of, false)) }, excluded)
    default:
      return itemOf(condition, excluded)
  }
}

/** The document of what is complete; groups that hold nothing yet are left out. */
export const written = (group: Group): Document => ({ format: 1, who: writtenGroup(group) })

function writtenGroup({ join, items }: Group): { kind: Group["join"]; of: Condition[] } {
  const of = items.flatMap((item): Condition[] => {
    const condition = writtenBody(item.body)
    if (!condition) return []
    return [item.excluded ? { kind: "not", of: condition } : condition]
  })
  return { kind: join, of }
}

function writtenBody(body: Leaf | Group): Condition | undefined {
  if (!isGroup(body)) return isComplete(body) ? body : undefined
  const group = writtenGroup(body)
  return group.of.length > 0 ? group : undefined
}

/** Whether everything that the condition needs is chosen. */
export const isComplete = (leaf: Leaf): boolean => Leaf.safeParse(leaf).success

/** Conditions that still lack something, wherever they stand. */
export const incomplete = ({ items }: Group): Item[] =>
  items.flatMap((item) => (isGroup(item.body) ? incomplete(item.body) : isComplete(item.body) ? [] : [item]))

export const conditionCount = ({ items }: Group): number =>
  items.reduce((sum, { body }) => sum + (isGroup(body) ? conditionCount(body) : 1), 0)

export const canBeRead = (group: Group): boolean => SegmentDocument.safeParse(written(group)).success

type Change = (items: readonly Item[], at: number) => readonly Item[]

/** Changes the list in which the item stands; the rest stays as it is. */
function where(group: Group, id: string, change: Change): Group {
  const at = group.items.findIndex((item) => item.id === id)
  if (at >= 0) return { ...group, items: change(group.items, at) }
  return {
    ...group,
    items: group.items.map((item) => (isGroup(item.body) ? { ...item, body: where(item.body, id, change) } : item)),
  }
}

export const replaceItem = (group: Group, id: string, make: (item: Item) => Item): Group =>
  where(group, id, (items, at) => items.map((item, index) => (index === at ? make(item) : item)))

export const removeItem = (group: Group, id: string): Group => where(group, id, (items, at) => items.toSpliced(at, 1))

/** Puts an item at the end of a group: of the outermost one when `groupId` is undefined. */
export const addItem = (group: Group, groupId: string | undefined, item: Item): Group =>
  groupId === undefined
    ? { ...group, items: [...group.items, item] }
    : replaceItem(group, groupId, (found) =>
        isGroup(found.body) ? { ...found, body: { ...found.body, items: [...found.body.items, item] } } : found,
      )

export const duplicateItem = (group: Group, id: string): Group =>
  where(group, id, (items, at) => items.toSpliced(at + 1, 0, ...items.slice(at, at + 1).map(copied)))

const copied = (item: Item): Item => ({
  ...item,
  id: newId(),
  body: isGroup(item.body) ? { ...item.body, items: item.body.items.map(copied) } : item.body,
})

/** Moves an item among its neighbours; at either end it stays. */
export const moveItem = (group: Group, id: string, by: 1 | -1): Group =>
  where(group, id, (items, at) => {
    const item = items[at]
    const to = at + by
    return !item || to < 0 || to >= items.length ? items : items.toSpliced(at, 1).toSpliced(to, 0, item)
  })

/** Makes a group of one condition, so that others can stand beside it as alternatives. */
export const wrapItem = (group: Group, id: string, join: Group["join"]): Group =>
  replaceItem(group, id, (item) => itemOf({ join, items: [item] }))

/** Puts what stands in a nested group in its place. A group that is kept out stays, or its meaning would change. */
export const unwrapItem = (group: Group, id: string): Group =>
  where(group, id, (items, at) => {
    const item = items[at]
    return !item || item.excluded || !isGroup(item.body) ? items : items.toSpliced(at, 1, ...item.body.items)
  })
