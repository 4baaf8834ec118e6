import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Text } from "#kernel/text"
import type { LetterDocument } from "./model-letter.ts"

/** A published version of what an operator wrote. */
export type TemplateRef = { readonly templateId: string; readonly version: number }

export const templateKey = ({ templateId, version }: TemplateRef): string => `${templateId}:${version}`

/** What these templates say, by `templateKey`; shared blocks are already in them. Unknown ones are missing. */
export type LetterDocuments = (
  ctx: Context,
  refs: readonly TemplateRef[],
) => Promise<ReadonlyMap<string, LetterDocument>>

/** Where the capability that keeps templates says how they are read. */
export const letterDocuments = contributionPoint<LetterDocuments>("messages.letter-documents")

/** What templates and letters of one's own are called, by their ids; unknown ones and those that are gone for good are missing. */
export type LetterNames = (ctx: Context, templateIds: readonly string[]) => Promise<ReadonlyMap<string, Text>>
export const letterNames = contributionPoint<LetterNames>("messages.letter-names")
