import { type BlockKind, blockShapes } from "./block-words.ts"

/** A block while it is edited: any part may still be empty. `id` tells it from others on the screen only. */
export type EditedBlock = {
  readonly id: string
  readonly kind: BlockKind
  readonly parts: Readonly<Record<string, unknown>>
}

export const editedBlocks = (blocks: readonly { readonly kind: BlockKind }[]): EditedBlock[] =>
  blocks.map(({ kind, ...parts }, index) => ({ id: `${index}`, kind, parts }))

/** The blocks as they are sent to the server; empty parts are left out. */
export const writtenBlocks = (blocks: readonly EditedBlock[]) =>
  blocks.map(({ kind, parts }) => ({
    kind,
    ...Object.fromEntries(Object.entries(parts).filter(([key, value]) => !isLeftOut(kind, key, value))),
  }))

const isLeftOut = (kind: BlockKind, key: string, value: unknown) => {
  if (value === undefined || value === null) return true
  const field = blockShapes[kind].fields.find((f) => f.key === key)
  return value === "" && (key === "when" || (field?.optional === true && key !== "alt"))
}

export const withBlock = (blocks: readonly EditedBlock[], at: number, block: EditedBlock): EditedBlock[] =>
  blocks.toSpliced(at, 0, block)

export const withoutBlock = (blocks: readonly EditedBlock[], id: string): EditedBlock[] =>
  blocks.filter((block) => block.id !== id)

export const changeBlock = (blocks: readonly EditedBlock[], id: string, parts: EditedBlock["parts"]): EditedBlock[] =>
  blocks.map((block) => (block.id === id ? { ...block, parts } : block))

/** Moves a block by so many places; at either end it stays. */
export function moveBlock(blocks: readonly EditedBlock[], id: string, by: number): readonly EditedBlock[] {
  const from = blocks.findIndex((block) => block.id === id)
  const block = blocks[from]
  const to = Math.max(0, Math.min(blocks.length - 1, from + by))
  if (!block) return blocks
  return blocks.toSpliced(from, 1).toSpliced(to, 0, block)
}

/** Puts a block where another one stands, as when it is dragged there. */
export function moveBlockTo(blocks: readonly EditedBlock[], id: string, target: string): readonly EditedBlock[] {
  const [from, to] = [id, target].map((wanted) => blocks.findIndex((block) => block.id === wanted))
  return from === undefined || to === undefined || from < 0 || to < 0 ? blocks : moveBlock(blocks, id, to - from)
}
