import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import {
  getSignupForm,
  getSignupNumbers,
  getSignupSettings,
  listSignupForms,
  listSignups,
  patchSignupForm,
  postSignupForm,
  postSignupPreview,
  publishSignupForm,
  putSignupSettings,
  putSignupState,
} from "./contract.ts"
import { changeForm, changeState, formWithDraft, listForms, listSubmissions, makeForm, publishForm } from "./forms.ts"
import { formNumbers, noTotals, totalsOf } from "./numbers.ts"
import { previewForm } from "./preview-form.ts"
import { changeSignupSettings, versionedSignupSettings } from "./settings.ts"

const done = { done: true } as const

async function withTotals(ctx: Context) {
  const totals = await totalsOf(ctx, 30)
  const items = await listForms(ctx)
  return { items: items.map((form) => ({ ...form, totals: totals.get(form.formId) ?? noTotals })) }
}

export const routes = [
  route(listSignupForms, withTotals),
  route(getSignupForm, (ctx, { formId }) => formWithDraft(ctx, formId)),
  route(postSignupForm, makeForm),
  route(patchSignupForm, (ctx, { formId, basedOn, ...change }) => changeForm(ctx, formId, change, basedOn)),
  route(publishSignupForm, (ctx, { formId, basedOn }) => publishForm(ctx, formId, basedOn)),
  route(putSignupState, async (ctx, { formId, state }) => {
    await changeState(ctx, formId, state)
    return done
  }),
  route(postSignupPreview, previewForm),
  route(getSignupNumbers, (ctx, { formId, days }) => formNumbers(ctx, formId, days)),
  route(listSignups, listSubmissions),
  route(getSignupSettings, versionedSignupSettings),
  route(putSignupSettings, (ctx, { settings, basedOn }) => changeSignupSettings(ctx, settings, basedOn)),
]
