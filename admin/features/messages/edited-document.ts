import { type MailDocument, mailDocument } from "../../../server/capabilities/messages/model-blocks.ts"
import { type EditedBlock, editedBlocks, writtenBlocks } from "../../app/blocks/edited-blocks.ts"

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
  blocks: editedBlocks(blocks),
})

/** The document as it is sent to the server; empty parts are left out. */
export const written = ({ blocks, ...head }: EditedDocument) => ({
  version: 1 as const,
  ...head,
  blocks: writtenBlocks(blocks),
})

/** What is missing or wrong, by place: `subject`, or `2.text` of the third block. */
export function mistakesIn(document: EditedDocument): ReadonlyMap<string, string> {
  const parsed = mailDocument.safeParse(written(document))
  if (parsed.success) return new Map()
  return new Map(
    parsed.error.issues.map(({ path, code }) => [(path[0] === "blocks" ? path.slice(1) : path).join("."), code]),
  )
}
