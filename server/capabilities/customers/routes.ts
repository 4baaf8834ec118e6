import { z } from "zod"
import { type Route, route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { changeCustomer, createCustomer } from "./change-customer.ts"
import {
  eraseCustomer as eraseCustomerEndpoint,
  exportCustomer as exportCustomerEndpoint,
  getConsentCounts,
  getConsents,
  getCustomer,
  getSuppressions,
  liftSuppression as liftSuppressionEndpoint,
  listCustomerNames,
  listCustomers,
  patchCustomer,
  postConsent,
  postCustomer,
  postIdentity,
  removeIdentity,
} from "./contract.ts"
import { eraseCustomer } from "./erase-customer.ts"
import { CustomerError } from "./errors.ts"
import { exportCustomer } from "./export-customer.ts"
import { clusterOf, customerById, customersByIds } from "./find-customer.ts"
import { addIdentity, dropIdentity, identitiesOf } from "./identities.ts"
import { maySeePersonal } from "./may-see-personal.ts"
import type { Customer } from "./model.ts"
import type { CustomerView } from "./model-view.ts"
import { propertyDefinitions } from "./properties.ts"
import { consentsHeld, recordConsent } from "./record-consent.ts"
import { mergeRoutes } from "./routes-merges.ts"
import { propertyRoutes } from "./routes-properties.ts"
import { searchCustomers } from "./search-customers.ts"
import { countStates, selectConsents } from "./storage-consents.ts"
import { liftSuppression, suppressionsOfCustomer } from "./suppressions.ts"
import { maskConsent, maskIdentity, viewOf } from "./view-rules.ts"

async function viewed(ctx: Context, customer: Customer): Promise<CustomerView> {
  return viewOf(customer, await propertyDefinitions(ctx), maySeePersonal(ctx))
}

async function identityViews(ctx: Context, customerId: string) {
  const rows = (await identitiesOf(ctx, customerId)).map(({ kind, issuer, value, sure, source, since }) => ({
    kind,
    issuer,
    value,
    sure,
    source,
    since,
  }))
  return maySeePersonal(ctx) ? rows : rows.map(maskIdentity)
}

async function found(ctx: Context, customerId: string): Promise<Customer> {
  const customer = await customerById(ctx, customerId)
  if (!customer) throw CustomerError.Unknown({ field: "customerId" })
  return customer
}

function needPersonal(ctx: Context): void {
  if (!maySeePersonal(ctx)) throw KernelError.NotAllowed({ right: "customers:personal" })
}

export const routes: Route[] = [
  route(listCustomers, async (ctx, { query, cursor, limit, visitors }) => {
    const page = await searchCustomers(ctx, { query, cursor, limit, withUnknown: visitors === "yes" })
    const definitions = await propertyDefinitions(ctx)
    return {
      items: page.items.map((customer) => viewOf(customer, definitions, maySeePersonal(ctx))),
      cursor: page.cursor,
    }
  }),
  route(listCustomerNames, async (ctx, { customerIds }) => {
    const ids = customerIds
      .split(",")
      .filter((id) => z.uuid().safeParse(id).success)
      .slice(0, 200)
    const found = await customersByIds(ctx, ids)
    return {
      items: [...found].flatMap(([customerId, { displayName: name }]) => (name ? [{ customerId, name }] : [])),
    }
  }),
  route(getCustomer, async (ctx, { customerId }) => ({
    customer: await viewed(ctx, await found(ctx, customerId)),
    identities: await identityViews(ctx, customerId),
    consents: await consentsHeld(ctx, customerId),
    ids: await clusterOf(ctx, customerId),
  })),
  route(postCustomer, async (ctx, { identities, ...wanted }) =>
    viewed(ctx, await createCustomer(ctx, wanted, identities)),
  ),
  route(patchCustomer, async (ctx, { customerId, ...wanted }) =>
    viewed(ctx, await changeCustomer(ctx, customerId, wanted)),
  ),
  route(postIdentity, async (ctx, { customerId, ...identity }) => {
    await addIdentity(ctx, customerId, identity)
    return { identities: await identityViews(ctx, customerId) }
  }),
  route(removeIdentity, async (ctx, { customerId, ...identity }) => {
    await dropIdentity(ctx, customerId, identity)
    return { identities: await identityViews(ctx, customerId) }
  }),
  route(getConsents, async (ctx, { customerId }) => {
    await found(ctx, customerId)
    const lines = (await selectConsents(ctx, await clusterOf(ctx, customerId))).map(
      ({ customerId: _id, entryId: _entry, ...line }) => line,
    )
    return {
      holding: await consentsHeld(ctx, customerId),
      ledger: maySeePersonal(ctx) ? lines : lines.map(maskConsent),
    }
  }),
  route(postConsent, async (ctx, { customerId, at, ...statement }) => {
    await recordConsent(ctx, {
      ...statement,
      customerId,
      source: ctx.actor.kind === "key" ? "api" : "staff",
      at: at ?? ctx.now(),
    })
    return { holding: await consentsHeld(ctx, customerId) }
  }),
  route(getConsentCounts, async (ctx) => ({ items: await countStates(ctx) })),
  route(getSuppressions, async (ctx, { customerId }) => ({
    items: await suppressionsOfCustomer(ctx, await found(ctx, customerId)),
  })),
  route(liftSuppressionEndpoint, async (ctx, { suppressionId, reason, customerId }) => {
    await liftSuppression(ctx, suppressionId, reason, { customerId })
    return { done: true }
  }),
  route(exportCustomerEndpoint, async (ctx, { customerId }) => {
    needPersonal(ctx)
    return exportCustomer(ctx, customerId)
  }),
  route(eraseCustomerEndpoint, async (ctx, { customerId, reason }) => {
    needPersonal(ctx)
    await eraseCustomer(ctx, customerId, reason)
    return { done: true }
  }),
  ...mergeRoutes,
  ...propertyRoutes,
]
