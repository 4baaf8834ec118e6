import { route } from "#kernel/capability"
import * as contract from "./contract-gallery.ts"
import { installFlow } from "./gallery/install-flow.ts"
import { showGallery } from "./gallery/show-gallery.ts"

export const galleryRoutes = [
  route(contract.listReadyFlows, (ctx) => showGallery(ctx)),
  route(contract.installReadyFlow, (ctx, { key }) => installFlow(ctx, key)),
]
