import type { Context } from "#kernel/context"
import { publish, saveDraft, termsKind, versionsOf } from "./documents.ts"
import type { TermsDocument } from "./model-terms.ts"
import { askedVersion } from "./terms-rules.ts"

/** The terms with their draft and every version that ever held; `asked` is the version that members must have accepted. */
export async function showTerms(ctx: Context) {
  const versions = await versionsOf(ctx, termsKind)
  const published = versions.filter((version) => version.publishedAt !== null)
  return {
    live: published[0] ?? null,
    draft: versions.find((version) => version.publishedAt === null) ?? null,
    versions: published,
    asked: askedVersion(published),
  }
}

export const saveTerms = (ctx: Context, document: TermsDocument, note: string, basedOn: number) =>
  saveDraft(ctx, termsKind, { document, note, basedOn })

export const publishTerms = async (ctx: Context, basedOn: number) => {
  const { version } = await publish(ctx, termsKind, basedOn)
  return { version }
}
