import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { addressAsked, takeAsked } from "./submit-signup.ts"

type Joining = {
  readonly address: string
  readonly language: Language
  readonly pageUrl: string | null
  readonly ip: string | null
  /** The browser tag's id of who writes. */
  readonly visitor: string | null
  /** What the caller says of where it came from; kept as evidence and shown to nobody. */
  readonly said: Readonly<Record<string, string>>
}

/**
 * Somebody joins on a page that is not ours, told by its own code. The rules are those of our forms: with double opt-in,
 * or after a "no", a mail asks the owner of the address, and the answer to whoever called is the same for every address.
 * Throws `signups.BadAddress`.
 */
export async function joinByApi(ctx: Context, joining: Joining): Promise<void> {
  const { address, key } = addressAsked(ctx, joining.address)
  const { language, pageUrl, ip, visitor, said } = joining
  const given = { address, answers: {}, ip, shown: said, wording: null, wordingHash: null, by: "api" as const, visitor }
  await takeAsked(ctx, { formId: null, version: null, address, key, given }, { language, pageUrl })
}
