import { brandAtHand, shopLook } from "#tracking"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { SignupError } from "./errors.ts"
import { closeWord, formMarkup, formSheet, thanksMarkup } from "./form-markup-rules.ts"
import { formView } from "./form-view-rules.ts"
import type { FormDocument } from "./model.ts"
import { signupPages } from "./ports.ts"
import { signupSettings } from "./settings.ts"
import { selectForm } from "./storage-forms.ts"

type Wanted = {
  readonly formId: string
  readonly document: FormDocument
  readonly language: Language
  readonly moment: "asking" | "thanks"
}

/** A draft as its reader would see it, as a whole HTML document: made by what draws the form itself. Throws `signups.UnknownForm`. */
export async function previewForm(ctx: Context, wanted: Wanted): Promise<{ html: string }> {
  const form = await selectForm(ctx, { formId: wanted.formId })
  if (!form) throw SignupError.UnknownForm({ field: "formId" })
  const { language, document, moment } = wanted
  const { look } = await brandAtHand(ctx)
  const { doubleOptIn: asks } = await signupSettings(ctx)
  const view = formView({ ...form, version: form.version ?? 1 }, document, look, { language, asks })
  if (form.kind === "page" && moment === "asking") {
    const page = {
      language,
      look: shopLook(look, language, null, null),
      form: view,
      action: "",
      problem: null,
      given: {},
    }
    return { html: ctx.product.use(signupPages).join(page) }
  }
  const inner = moment === "asking" ? formMarkup(view) : thanksMarkup(view)
  const sheet = formSheet(view).replaceAll(":host", "body")
  const body =
    form.kind === "popup"
      ? `<main class="shop"></main><div class="veil"><dialog open><button class="close" type="button" aria-label="${closeWord(view)}">×</button>${inner}</dialog></div>`
      : `<main class="shop"></main><div class="box"><div class="body">${inner}</div></div><main class="shop"></main>`
  // The shop around the form is only hinted at.
  const around =
    "body{all:revert;margin:0;padding:24px;background:#fff}.shop{height:220px;border-radius:8px;background:repeating-linear-gradient(#efece6 0 14px,#fff 14px 30px);margin:0 0 24px}.veil{position:fixed;inset:0;background:rgb(20 23 27/.45)}"
  return {
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${language}</title><style>${sheet}${around}</style><body>${body}`,
  }
}
