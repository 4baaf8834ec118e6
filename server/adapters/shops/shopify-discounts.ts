import { z } from "zod"
import { type ShopDiscount, type ShopDiscounts, ShopTrouble } from "#orders"
import { type Access, ask, parsed } from "./shopify-api.ts"

/** Codes in one call of `discountRedeemCodeBulkAdd` (Admin GraphQL API, 2025-10). */
const mostCodes = 100
const throttledMs = 3_000

const UserErrors = z.array(
  z.looseObject({ message: z.string(), code: z.string().nullish(), field: z.array(z.string()).nullish() }),
)
const Answer = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.looseObject({ message: z.string(), extensions: z.looseObject({ code: z.string().nullish() }).nullish() }))
    .nullish(),
})
const Node = z.looseObject({ id: z.string() })

const saved = "codeDiscountNode { id } userErrors { field code message }"
const mutations = {
  basic: {
    create: `mutation ($discount: DiscountCodeBasicInput!) { it: discountCodeBasicCreate(basicCodeDiscount: $discount) { ${saved} } }`,
    update: `mutation ($id: ID!, $discount: DiscountCodeBasicInput!) { it: discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) { ${saved} } }`,
  },
  shipping: {
    create: `mutation ($discount: DiscountCodeFreeShippingInput!) { it: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) { ${saved} } }`,
    update: `mutation ($id: ID!, $discount: DiscountCodeFreeShippingInput!) { it: discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) { ${saved} } }`,
  },
  activate: `mutation ($id: ID!) { it: discountCodeActivate(id: $id) { ${saved} } }`,
  deactivate: `mutation ($id: ID!) { it: discountCodeDeactivate(id: $id) { ${saved} } }`,
  add: `mutation ($id: ID!, $codes: [DiscountRedeemCodeInput!]!) { it: discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) { bulkCreation { id } userErrors { field code message } } }`,
  remove: `mutation ($id: ID!, $ids: [ID!]) { it: discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids) { job { id } userErrors { field code message } } }`,
}
const queries = {
  byCode: `query ($code: String!) { it: codeDiscountNodeByCode(code: $code) { id } }`,
  creation: `query ($id: ID!) { it: discountRedeemCodeBulkCreation(id: $id) { done codes(first: ${mostCodes}) { nodes { code errors { code message } } } } }`,
  codes: `query ($id: ID!, $search: String!) { it: codeDiscountNode(id: $id) { codeDiscount {
    ... on DiscountCodeBasic { codes(first: ${mostCodes}, query: $search) { nodes { id code } } }
    ... on DiscountCodeFreeShipping { codes(first: ${mostCodes}, query: $search) { nodes { id code } } } } } }`,
}

/** Shopify's discounts by its Admin GraphQL API. Needs the scopes `read_discounts` and `write_discounts`. */
export function shopifyDiscounts(access: Access): ShopDiscounts {
  return {
    most: mostCodes,
    save: async (discount, known, code) => {
      const id = known ?? (await made(access, discount, code))
      if (known !== null) await changed(access, known, discount)
      return id
    },
    addCodes: async (id, codes) => {
      const input = codes.map((code) => ({ code }))
      const { bulkCreation } = await mutate(
        access,
        mutations.add,
        { id, codes: input },
        z.looseObject({ bulkCreation: Node }),
      )
      return bulkCreation.id
    },
    added: (job) => added(access, job),
    removeCodes: async (id, codes) => {
      const ids: string[] = []
      for (const code of codes) ids.push(...(await idsOf(access, id, code)))
      if (ids.length > 0) await mutate(access, mutations.remove, { id, ids }, z.looseObject({}))
    },
  }
}

const kindOf = ({ gives }: ShopDiscount) => (gives.kind === "free-shipping" ? mutations.shipping : mutations.basic)
const Saved = z.looseObject({ codeDiscountNode: Node })

async function made(access: Access, discount: ShopDiscount, code: string): Promise<string> {
  const answer = await graph(access, kindOf(discount).create, { discount: { ...inputOf(discount), code } })
  const taken = errorsIn(answer).some((error) => error.code === "TAKEN")
  // Made before, and its answer was lost: nobody else's codes are like ours.
  const found = taken
    ? z.looseObject({ it: Node.nullable() }).parse(await graph(access, queries.byCode, { code })).it
    : null
  const { id } = found ?? wellDone(answer, Saved).codeDiscountNode
  if (!discount.isActive) await mutate(access, mutations.deactivate, { id }, z.looseObject({}))
  return id
}

async function changed(access: Access, id: string, discount: ShopDiscount): Promise<void> {
  await mutate(access, kindOf(discount).update, { id, discount: inputOf(discount) }, Saved)
  await mutate(access, discount.isActive ? mutations.activate : mutations.deactivate, { id }, z.looseObject({}))
}

/** What Shopify is told of a discount (DiscountCodeBasicInput, DiscountCodeFreeShippingInput). */
export function inputOf(discount: ShopDiscount): Record<string, unknown> {
  const { gives, minimum, isStackable, variantExternalIds } = discount
  const shared = {
    title: discount.title,
    startsAt: discount.startsAt.toISOString(),
    endsAt: discount.endsAt?.toISOString() ?? null,
    context: { all: "ALL" },
    usageLimit: discount.usesPerCode,
    appliesOncePerCustomer: discount.isOncePerPerson,
    minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: minimum ?? "0" } },
    combinesWith: {
      orderDiscounts: isStackable,
      productDiscounts: isStackable,
      ...(gives.kind === "free-shipping" ? {} : { shippingDiscounts: isStackable }),
    },
  }
  if (gives.kind === "free-shipping") return { ...shared, destination: { all: true } }
  const value =
    gives.kind === "percent"
      ? { percentage: gives.bp / 10_000 }
      : { discountAmount: { amount: gives.amount, appliesOnEachItem: false } }
  const productVariantsToAdd = variantExternalIds.map(gidOf)
  const items = productVariantsToAdd.length === 0 ? { all: true } : { products: { productVariantsToAdd } }
  return { ...shared, customerGets: { value, items } }
}

const gidOf = (id: string) => (id.startsWith("gid://") ? id : `gid://shopify/ProductVariant/${id}`)

const Creation = z.looseObject({
  done: z.boolean(),
  codes: z.looseObject({ nodes: z.array(z.looseObject({ code: z.string(), errors: UserErrors })) }),
})

async function added(access: Access, job: string) {
  const { it } = z.looseObject({ it: Creation.nullable() }).parse(await graph(access, queries.creation, { id: job }))
  // Shopify forgets a job after a while; by then it has long been done.
  if (!it) return { isDone: true, refused: [] }
  const refused = it.codes.nodes.flatMap(({ code, errors }) => {
    const [first] = errors.filter((error) => error.code !== "TAKEN")
    return first ? [{ code, reason: first.message.slice(0, 200) }] : []
  })
  return { isDone: it.done, refused }
}

const Codes = z.looseObject({ nodes: z.array(z.looseObject({ id: z.string(), code: z.string() })) })

async function idsOf(access: Access, id: string, code: string): Promise<string[]> {
  const Found = z.looseObject({
    it: z.looseObject({ codeDiscount: z.looseObject({ codes: Codes.nullish() }) }).nullable(),
  })
  const { it } = Found.parse(await graph(access, queries.codes, { id, search: `code:"${code}"` }))
  return (it?.codeDiscount.codes?.nodes ?? []).filter((one) => one.code === code).map((one) => one.id)
}

type Data = Readonly<Record<string, unknown>>

/** Asks once. Throws ShopTrouble. */
async function graph(access: Access, query: string, variables: object): Promise<Data> {
  const { body } = await ask(access, "POST", "graphql.json", { query, variables })
  const { data, errors } = parsed(Answer, body)
  const [first] = errors ?? []
  if (first?.extensions?.code === "THROTTLED") throw new ShopTrouble("throttled", throttledMs)
  if (first?.extensions?.code === "ACCESS_DENIED") throw new ShopTrouble("access_denied", null)
  if (first || !data) throw new ShopTrouble(`graphql: ${first?.message.slice(0, 200) ?? "no data"}`, null)
  return data
}

const errorsIn = (data: Data) =>
  z.looseObject({ it: z.looseObject({ userErrors: UserErrors }) }).parse(data).it.userErrors

/** What a mutation answered. Throws ShopTrouble with the shop's own words when it refused. */
function wellDone<T>(data: Data, schema: z.ZodType<T>): T {
  const [first] = errorsIn(data)
  if (first) throw new ShopTrouble(`refused: ${first.message.slice(0, 200)}`, null)
  return parsed(schema, data.it)
}

const mutate = async <T>(access: Access, query: string, variables: object, schema: z.ZodType<T>): Promise<T> =>
  wellDone(await graph(access, query, variables), schema)
