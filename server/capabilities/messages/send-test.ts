import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { MessageError } from "./errors.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import { planTest } from "./plan-message.ts"
import { publishedDocument, knownKind, readDocument } from "./templates.ts"

type Wanted = {
  readonly kind: string
  readonly language: Language
  /** Left out: the wording that is sent now. */
  readonly document?: unknown
  readonly sample?: string | undefined
  readonly to: string
}

/** Sends a wording with sample data to somebody of the brand, marked as a test in its subject. */
export async function sendTest(ctx: Context, wanted: Wanted): Promise<{ messageId: string }> {
  const kind = knownKind(ctx, wanted.kind)
  if (mailAddressKey(wanted.to) === undefined) throw MessageError.NotAnAddress({ field: "to" })
  const sample = wanted.sample ?? Object.keys(kind.samples)[0] ?? ""
  if (!Object.hasOwn(kind.samples, sample)) throw MessageError.UnknownSample({ field: "sample" })
  const { document } =
    wanted.document === undefined
      ? await publishedDocument(ctx, kind, wanted.language)
      : { document: readDocument(wanted.document) }
  const { messageId } = await planTest(
    ctx,
    {
      kind,
      customerId: null,
      language: wanted.language,
      to: { address: wanted.to },
      facts: kind.samples[sample],
      key: `test:${ctx.id()}`,
    },
    document,
  )
  return { messageId }
}
