import type { Context } from "#kernel/context"
import { base32 } from "./totp-rules.ts"

const count = 10

/** Ten codes for the day the phone is lost: 80 random bits each, `ABCD-EFGH-IJKL-MNOP`. */
export const newRecoveryCodes = (ctx: Pick<Context, "bytes">): string[] =>
  Array.from({ length: count }, () => (base32(ctx.bytes(10)).match(/.{4}/g) ?? []).join("-"))

/** What is stored of a code: a MAC under a key that is not in the database, whatever dashes and case were typed. */
export const recoveryHash = (ctx: Pick<Context, "keys">, staffId: string, code: string): string =>
  ctx.keys.fingerprint(`recovery:${staffId}:${code.toUpperCase().replace(/[^A-Z2-7]/g, "")}`)
