import type { Shown } from "./profile-rules.ts"

/** The words under which a person is found: names, readings, mail, the digits of the phone. */
export function searchTermsOf(shown: Pick<Shown, "displayName" | "familyName" | "givenName" | "familyKana" | "givenKana" | "email" | "phone">): string[] {
  const names = [shown.displayName, shown.familyName, shown.givenName, shown.familyKana, shown.givenKana]
  const words = [...names, shown.email].flatMap((text) => (text ?? "").normalize("NFKC").toLowerCase().split(/[\s　]+/))
  const digits = (shown.phone ?? "").normalize("NFKC").replace(/\D/g, "")
  return [...new Set([...words, digits])].filter((term) => term !== "").map((term) => term.slice(0, 100)).sort()
}
