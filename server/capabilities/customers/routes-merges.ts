import { type Route, route } from "#kernel/capability"
import {
  getMergePreview,
  getMerges,
  keepCandidatesApart,
  listMergeCandidates,
  postMerge,
  postUnmerge,
} from "./contract-merges.ts"
import { clusterOf } from "./find-customer.ts"
import { mergeCandidates } from "./merge-candidates.ts"
import { keepApart, mergeCustomers, previewMerge, unmergeCustomer } from "./merge-customers.ts"
import { propertyDefinitions } from "./properties.ts"
import { selectMerges } from "./storage-merges.ts"
import { maySeePersonal } from "./may-see-personal.ts"
import { viewOf } from "./view-rules.ts"

export const mergeRoutes: Route[] = [
  route(getMergePreview, async (ctx, { customerId, intoId }) => {
    const { result: _result, identities, ...preview } = await previewMerge(ctx, customerId, intoId)
    const shown = identities.map(({ kind, issuer, value, sure, source, since }) => ({
      kind,
      issuer,
      value,
      sure,
      source,
      since,
    }))
    return { ...preview, differences: [...preview.differences], consents: [...preview.consents], identities: shown }
  }),
  route(postMerge, (ctx, { customerId, intoId }) => mergeCustomers(ctx, customerId, intoId)),
  route(postUnmerge, (ctx, { customerId }) => unmergeCustomer(ctx, customerId)),
  route(getMerges, async (ctx, { customerId }) => ({
    items: await selectMerges(ctx, await clusterOf(ctx, customerId)),
  })),
  route(listMergeCandidates, async (ctx, wanted) => {
    const { items, cursor } = await mergeCandidates(ctx, wanted)
    const definitions = await propertyDefinitions(ctx)
    const view = (customer: (typeof items)[number]["one"]) => viewOf(customer, definitions, maySeePersonal(ctx))
    return { items: items.map((pair) => ({ ...pair, one: view(pair.one), other: view(pair.other) })), cursor }
  }),
  route(keepCandidatesApart, async (ctx, { oneId, otherId }) => {
    await keepApart(ctx, oneId, otherId)
    return { done: true }
  }),
]
