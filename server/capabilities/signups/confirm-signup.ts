import { type Context, inTransaction, lock } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { browserOf, evidenceOf } from "./evidence-rules.ts"
import { profileOf } from "./read-answers-rules.ts"
import { resolveBefore } from "./resolve-before.ts"
import { recordSignup } from "./record-signup.ts"
import { confirmSubmission, selectSubmission } from "./storage-submissions.ts"
import { agree } from "./subscription.ts"

export type Confirmed = { readonly formId: string | null; readonly version: number | null; readonly customerId: string }

/**
 * The owner of an address answers the mail: from now on it is surely theirs, what they wrote is known of them, and they
 * have agreed, with all that proves it; what they looked at before in the browser in which they wrote is theirs (A05). Pressed twice it happened once. Throws `kernel.BadLink` when it was erased since.
 */
export async function confirmSignup(ctx: Context, submissionId: string, ip: string | null): Promise<Confirmed> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, `signups:confirm:${submissionId}`)
    const submission = await selectSubmission(ctx, submissionId)
    if (!submission) throw KernelError.BadLink()
    const { formId, version, given } = submission
    if (submission.confirmedAt && submission.customerId) return { formId, version, customerId: submission.customerId }
    if (!given) throw KernelError.BadLink()
    const { customerId } = await resolveBefore(ctx, {
      identities: [{ kind: "email", issuer: "", value: given.address, verified: true }, ...browserOf(given)],
      profile: { ...profileOf(given.answers), language: submission.language },
      source: "sign-up",
      at: ctx.now(),
    })
    const proof = evidenceOf({ ...submission, given }, { at: ctx.now(), ip })
    await agree(ctx, { ...proof, customerId }, given.address)
    await confirmSubmission(ctx, submissionId, customerId)
    await recordSignup(ctx, submissionId, customerId, formId)
    return { formId, version, customerId }
  })
}
