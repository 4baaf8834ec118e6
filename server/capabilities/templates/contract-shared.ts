import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { sharedBlocks, Words } from "./model.ts"

const sharedId = z.uuid()
const name = z.string().trim().min(1).max(80)
const Holder = z.object({ templateId: z.uuid(), name: Words })
const Shared = z.object({
  sharedId,
  name: z.string(),
  version: z.int(),
  changedAt: instant,
  blocks: sharedBlocks,
  usedIn: z.array(Holder),
})

export const listShared = endpoint("GET /api/v1/shared-blocks", {
  right: "messages:read",
  summary: { ja: "共有ブロックの一覧", en: "Shared blocks and where they are used" },
  reply: z.object({ items: z.array(Shared) }),
})

export const listReadyShared = endpoint("GET /api/v1/ready-shared-blocks", {
  right: "messages:read",
  summary: { ja: "用意された共有ブロック", en: "Shared blocks that come with the product, to begin with" },
  reply: z.object({ items: z.array(z.object({ key: z.string(), name: Words, about: Words, blocks: sharedBlocks })) }),
})

export const getShared = endpoint("GET /api/v1/shared-blocks/:sharedId", {
  right: "messages:read",
  summary: { ja: "共有ブロックひとつ", en: "One shared block" },
  params: { sharedId },
  reply: Shared,
})

export const postShared = endpoint("POST /api/v1/shared-blocks", {
  right: "messages:write",
  summary: { ja: "共有ブロックを作る", en: "Create a shared block" },
  params: { name, blocks: sharedBlocks },
  reply: Shared,
})

export const publishShared = endpoint("POST /api/v1/shared-blocks/:sharedId/publish", {
  right: "messages:write",
  summary: {
    ja: "共有ブロックを変え、使っているテンプレートの次の版を出す",
    en: "Change a shared block and publish the next version of every template that holds it",
  },
  /** `version`: the one that was edited. */
  params: { sharedId, name, blocks: sharedBlocks, version: z.int().min(1) },
  reply: Shared.extend({ renewed: z.array(Holder.extend({ version: z.int() })) }),
})

export const putAwayShared = endpoint("POST /api/v1/shared-blocks/:sharedId/archive", {
  right: "messages:write",
  summary: { ja: "共有ブロックをしまう", en: "Put a shared block away" },
  params: { sharedId },
  reply: done,
})
