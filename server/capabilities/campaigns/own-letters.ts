import {
  letterDocument,
  type LetterDocument,
  letterDocuments,
  type LetterDocuments,
  type LetterNames,
  type TemplateRef,
  templateKey,
} from "#messages"
import type { Context } from "#kernel/context"
import { isOwnLetter, ownLetter } from "./letter-rules.ts"
import type { CampaignPlan } from "./model.ts"
import type { CampaignRow } from "./model-stored.ts"
import { insertOwnLetters, selectLetterDocuments, selectLetterNames, selectOwnLetters } from "./storage-letters.ts"

/** What these templates say, whoever keeps them; unknown ones are missing. */
export async function documentsOf(ctx: Context, refs: readonly TemplateRef[]): Promise<Map<string, LetterDocument>> {
  const found = new Map<string, LetterDocument>()
  for (const read of ctx.product.contributed(letterDocuments))
    for (const [key, document] of await read(ctx, refs)) found.set(key, document)
  return found
}

/** What each variant says, by its key, as it would be sent; one whose template is gone is missing. */
export async function variantDocuments(ctx: Context, plan: CampaignPlan): Promise<Map<string, LetterDocument>> {
  const documents = await documentsOf(ctx, plan.variants.map(refOf))
  return new Map(
    plan.variants.flatMap((variant) => {
      const template = documents.get(templateKey(refOf(variant)))
      return template ? [[variant.key, isOwnLetter(variant) ? ownLetter(template, variant) : template] as const] : []
    }),
  )
}

/** Keeps what variants say otherwise than their templates: from now on it never changes. In the launch's transaction. */
export async function freezeLetters(ctx: Context, { campaignId, plan }: CampaignRow): Promise<void> {
  const documents = await variantDocuments(ctx, plan)
  const own = plan.variants.flatMap((variant) => {
    const document = documents.get(variant.key)
    return document && isOwnLetter(variant) ? [{ letterId: ctx.id(), variant: variant.key, document }] : []
  })
  await insertOwnLetters(ctx, campaignId, own)
}

/** Which document each variant is sent from. */
export async function frozenRefs(ctx: Context, { campaignId, plan }: CampaignRow): Promise<Map<string, TemplateRef>> {
  const own = new Map((await selectOwnLetters(ctx, campaignId)).map(({ variant, letterId }) => [variant, letterId]))
  return new Map(
    plan.variants.map((variant) => {
      const letterId = own.get(variant.key)
      return [variant.key, letterId === undefined ? refOf(variant) : { templateId: letterId, version: 1 }]
    }),
  )
}

/** Tells messages what our own letters say. */
export const ownDocuments: LetterDocuments = async (ctx, refs) => {
  const rows = await selectLetterDocuments(
    ctx,
    refs.map(({ templateId }) => templateId),
  )
  return new Map(
    [...rows].map(([id, document]) => [templateKey({ templateId: id, version: 1 }), letterDocument.parse(document)]),
  )
}

/** What our own letters are called: as their campaign. */
export const ownNames: LetterNames = async (ctx, ids) =>
  new Map([...(await selectLetterNames(ctx, ids))].map(([id, name]) => [id, { ja: name, en: name }]))

const refOf = ({ templateId, templateVersion }: CampaignPlan["variants"][number]): TemplateRef => ({
  templateId,
  version: templateVersion,
})
