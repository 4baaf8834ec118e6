import { type MailDocument, mailDocument } from "../../../server/capabilities/messages/model-blocks.ts"
import { blockShapes, type BlockKind } from "./block-words.ts"

/** A block while it is edited: any part may still be empty. `id` tells it from others on the screen only. */
export type EditedBlock = {
  readonly id: string
  readonly kind: BlockKind
  readonly parts: Readonly<Record<string, unknown>>
}
export type EditedDocument = {
  readonly fromName: string
  readonly subject: string
  readonly preheader: string
  readonly blocks: readonly EditedBlock[]
}

export const edited = ({ fromName, subject, preheader, blocks }: MailDocument): EditedDocument => ({
  fromName,
  subject,
  preheader,
  blocks: blocks.map(({ kind, ...parts }, index) => ({ id: `${index}`, kind, parts })),
})

/** The document as it is sent to the server; empty parts are left out. */
export const written = ({ blocks, ...head }: EditedDocument) => ({
  version: 1 as const,
  ...head,
  blocks: blocks.map(({ kind, parts }) => ({
    kind,
    ...Object.fromEntries(Object.entries(parts).filter(([key, value]) => !isLeftOut(kind, key, value))),
  })),
})

const isLeftOut = (kind: BlockKind, key: string, value: unknown) => {
  if (value === undefined || value === null) return true
  const field = blockShapes[kind].fields.find((f) => f.key === key)
  return value === "" && (key === "when" || (field?.optional === true && key !== "alt"))
}

/** What is missing or wrong, by place: `subject`, or `2.text` of the third block. */
export function mistakesIn(document: EditedDocument): ReadonlyMap<string, string> {
  const parsed = mailDocument.safeParse(written(document))
  if (parsed.success) return new Map()
  return new Map(
    parsed.error.issues.map(({ path, code }) => [(path[0] === "blocks" ? path.slice(1) : path).join("."), code]),
  )
}

export const withBlock = (document: EditedDocument, at: number, block: EditedBlock): EditedDocument => ({
  ...document,
  blocks: document.blocks.toSpliced(at, 0, block),
})

export const withoutBlock = (document: EditedDocument, id: string): EditedDocument => ({
  ...document,
  blocks: document.blocks.filter((block) => block.id !== id),
})

export const changeBlock = (document: EditedDocument, id: string, parts: EditedBlock["parts"]): EditedDocument => ({
  ...document,
  blocks: document.blocks.map((block) => (block.id === id ? { ...block, parts } : block)),
})

/** Moves a block by so many places; at either end it stays. */
export function moveBlock(document: EditedDocument, id: string, by: number): EditedDocument {
  const from = document.blocks.findIndex((block) => block.id === id)
  const block = document.blocks[from]
  const to = Math.max(0, Math.min(document.blocks.length - 1, from + by))
  if (!block) return document
  return { ...document, blocks: document.blocks.toSpliced(from, 1).toSpliced(to, 0, block) }
}
