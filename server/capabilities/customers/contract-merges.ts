import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { CustomerView, IdentityView } from "./model-view.ts"

const customerId = z.uuid()

export const getMergePreview = endpoint("GET /api/v1/customers/:customerId/merge-preview", {
  right: "customers:personal",
  summary: {
    ja: "統合すると何が起きるかを見る（まだ統合しない）",
    en: "What merging this customer into another would do, without doing it",
  },
  params: { customerId, intoId: z.uuid() },
  reply: z.object({
    fromId: z.uuid(),
    intoId: z.uuid(),
    profiles: z.int(),
    differences: z.array(z.object({ field: z.string(), from: z.unknown(), into: z.unknown(), result: z.unknown() })),
    identities: z.array(IdentityView),
    consents: z.array(
      z.object({ channel: z.string(), purpose: z.string(), from: z.string(), into: z.string(), result: z.string() }),
    ),
  }),
})

export const postMerge = endpoint("POST /api/v1/customers/:customerId/merge", {
  right: "customers:write",
  summary: { ja: "このお客様を別のお客様に統合する", en: "Merge this customer into another" },
  params: { customerId, intoId: z.uuid() },
  reply: z.object({ mergeId: z.uuid(), customerId: z.uuid() }),
})

export const postUnmerge = endpoint("POST /api/v1/customers/:customerId/unmerge", {
  right: "customers:write",
  summary: { ja: "統合を取り消す", en: "Make a merged customer a person of their own again" },
  params: { customerId },
  reply: z.object({ customerId: z.uuid(), fromRootId: z.uuid() }),
})

export const getMerges = endpoint("GET /api/v1/customers/:customerId/merges", {
  right: "customers:read",
  summary: { ja: "統合の履歴", en: "Every merge this customer was part of" },
  params: { customerId },
  reply: z.object({
    items: z.array(
      z.object({
        mergeId: z.uuid(),
        fromId: z.uuid(),
        intoId: z.uuid(),
        rule: z.enum(["same-person", "became-known", "staff"]),
        mergedAt: instant,
        undoneAt: instant.nullable(),
      }),
    ),
  }),
})

export const listMergeCandidates = endpoint("GET /api/v1/customer-merge-candidates", {
  right: "customers:read",
  summary: { ja: "同じ方かもしれない組", en: "Pairs of customers who may be one" },
  params: listParams,
  reply: listOf(
    z.object({
      oneId: z.uuid(),
      otherId: z.uuid(),
      one: CustomerView,
      other: CustomerView,
      evidence: z.unknown(),
      foundAt: instant,
    }),
  ),
})

export const keepCandidatesApart = endpoint("POST /api/v1/customer-merge-candidates/keep-apart", {
  right: "customers:write",
  summary: { ja: "別の方だと決める", en: "Decide that the two are two" },
  params: { oneId: z.uuid(), otherId: z.uuid() },
  reply: done,
})
