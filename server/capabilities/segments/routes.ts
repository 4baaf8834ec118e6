import type { Route } from "#kernel/capability"

export const routes: Route[] = []
