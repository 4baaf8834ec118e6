import { SignInError } from "./errors.ts"
import { type Weakness, weaknessOf } from "./password-rules.ts"

const reasons: Record<Weakness, { reason_ja: string; reason_en: string }> = {
  short: { reason_ja: "短すぎます", reason_en: "it is too short" },
  long: { reason_ja: "長すぎます", reason_en: "it is too long" },
  common: { reason_ja: "よく使われるものです", reason_en: "it is one of the common ones" },
  personal: { reason_ja: "お名前やメールアドレスが入っています", reason_en: "it is made from your name or address" },
}

/** Throws `sign-in.WeakPassword` with the reason. `about`: name, address and brand of whoever chooses it. */
export function mustBeStrong(password: string, about: readonly string[], field = "password"): void {
  const weakness = weaknessOf(password, about)
  if (weakness) throw SignInError.WeakPassword({ field, weakness, ...reasons[weakness] })
}
