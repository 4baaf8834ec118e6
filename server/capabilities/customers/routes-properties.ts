import { type Route, route } from "#kernel/capability"
import { listProperties, patchProperty, postProperty } from "./contract-properties.ts"
import { changeProperty, defineProperty, propertyDefinitions } from "./properties.ts"

export const propertyRoutes: Route[] = [
  route(listProperties, async (ctx) => ({ items: await propertyDefinitions(ctx) })),
  route(postProperty, defineProperty),
  route(patchProperty, (ctx, { key, ...change }) =>
    changeProperty(ctx, key, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))),
  ),
]
