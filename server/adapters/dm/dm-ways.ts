import { createHash } from "node:crypto"
import type { DmApi, DmBody, DmPerson, DmWays } from "#dm"
import { metaSend } from "./meta-send.ts"

type Wanted = {
  /** Instead of Meta's host, for tests. */
  readonly address: string | undefined
  readonly store: { readonly keep: (caught: DmPerson & DmBody, brandId: string) => Promise<void> }
}

/** Meta for live brands; a box of our own for test brands, which never reach anybody (S31). */
export function createDmWays({ address, store }: Wanted): DmWays {
  const live = metaSend(address)
  const caught = (brandId: string): DmApi => ({
    send: async (_account, { service, userId }, _manner, body) => {
      await store.keep({ service, userId, ...body }, brandId)
      const hash = createHash("sha256").update(`${service} ${userId} ${body.text}`).digest("base64url")
      return { kind: "taken", mid: `m_${hash}` }
    },
    pageOf: async () => ({ name: "Maido test", instagram: { id: "1", username: "maido.test" } }),
  })
  return { wayFor: ({ brandId, isTest }) => (isTest ? caught(brandId) : live) }
}
