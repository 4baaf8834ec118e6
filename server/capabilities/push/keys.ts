import { createECDH, createHmac } from "node:crypto"
import type { Context } from "#kernel/context"
import type { VapidKeys } from "./push-port.ts"

/**
 * The brand's own keys for push services (RFC 8292: a pair on P-256, raw and in base64url). They follow from the installation's
 * key, so that nothing has to be kept and a page that shows the public half writes nothing; an installation with a new key
 * asks its readers' browsers anew.
 */
export function keysOf(ctx: Context): VapidKeys {
  for (let round = 0; ; round++) {
    const seed = createHmac("sha256", ctx.keys.signing("vapid")).update(`${ctx.brandId}:${round}`).digest()
    const pair = createECDH("prime256v1")
    try {
      pair.setPrivateKey(seed)
    } catch {
      // One in four thousand million is no number below the order of the curve.
      continue
    }
    return { publicKey: pair.getPublicKey("base64url"), privateKey: seed.toString("base64url") }
  }
}
