import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { selectForm } from "./storage-forms.ts"

/** It stands on her timeline, by the form's address, so that segments and flows can ask who came by which form. */
export async function recordSignup(
  ctx: Context,
  submissionId: string,
  customerId: string,
  formId: string | null,
): Promise<void> {
  const form = formId === null ? undefined : await selectForm(ctx, { formId })
  await recordEvents(ctx, [
    {
      customerId,
      name: "Sign-up Confirmed",
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `sign-up:${submissionId}`,
      channel: "email",
      properties: form ? { form: form.slug, title: form.name, kind: form.kind } : {},
    },
  ])
}
