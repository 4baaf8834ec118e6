import type { BrandLook } from "#brands"
import type { Language, Text } from "#kernel/text"
import type { FormDocument, FormField, FormKind, Trigger } from "./model.ts"

export type FieldView = {
  /** The name of its answer. */
  readonly name: string
  readonly label: string
  readonly required: boolean
  /** Null: a line of text. */
  readonly choices: readonly { readonly value: string; readonly label: string }[] | null
  readonly autocomplete: string
}

/** A form as it is shown, in one language: everything that a browser needs, and nothing that is not for everybody's eyes. */
export type FormView = {
  readonly formId: string
  readonly slug: string
  readonly kind: FormKind
  readonly version: number
  readonly language: Language
  readonly headline: string
  readonly text: string
  readonly consent: string
  readonly button: string
  readonly thanks: { readonly headline: string; readonly text: string }
  readonly fields: readonly FieldView[]
  readonly trigger: Trigger
  readonly privacyUrl: string
  readonly colours: { readonly brand: string; readonly onBrand: string; readonly strong: string }
  readonly radius: number
  /** Whether a mail asks for confirmation before anything is sent. */
  readonly asks: boolean
}

const fieldWords = {
  name: { ja: "お名前", en: "Your name" },
  "birth-month": { ja: "お誕生月", en: "Month of birth" },
}

const months = (language: Language) =>
  Array.from({ length: 12 }, (_, i) => ({
    value: String(i + 1),
    label:
      language === "ja"
        ? `${i + 1}月`
        : ([
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
          ][i] ?? ""),
  }))

function fieldView(field: FormField, language: Language): FieldView {
  const { required } = field
  if (field.kind === "name")
    return { name: "name", label: fieldWords.name[language], required, choices: null, autocomplete: "name" }
  if (field.kind === "birth-month")
    return {
      name: "birth_month",
      label: fieldWords["birth-month"][language],
      required,
      choices: months(language),
      autocomplete: "bday-month",
    }
  const choices = field.choices.map(({ value, label }) => ({ value, label: label[language] }))
  return {
    name: `p_${field.key}`,
    label: field.label[language],
    required,
    choices: choices.length > 0 ? choices : null,
    autocomplete: "off",
  }
}

type Shown = { readonly formId: string; readonly slug: string; readonly kind: FormKind; readonly version: number }

/** A document as one reader sees it. */
export function formView(
  form: Shown,
  document: FormDocument,
  look: BrandLook,
  { language, asks }: { language: Language; asks: boolean },
): FormView {
  const say = (text: Text) => text[language]
  const { formId, slug, kind, version } = form
  return {
    formId,
    slug,
    kind,
    version,
    language,
    headline: say(document.headline),
    text: say(document.text),
    consent: say(document.consent),
    button: say(document.button),
    thanks: { headline: say(document.thanks.headline), text: say(document.thanks.text) },
    fields: document.fields.map((field) => fieldView(field, language)),
    trigger: document.trigger,
    privacyUrl: look.policies.privacy,
    colours: { brand: look.colours.brand, onBrand: look.colours.onBrand, strong: look.colours.brandStrong },
    radius: look.radius,
    asks,
  }
}

/** Exactly the words that a reader had before them when they agreed: what the consent's hash is made of (M20). */
export const shownWords = (view: FormView): Readonly<Record<string, string>> => ({
  headline: view.headline,
  text: view.text,
  consent: view.consent,
  button: view.button,
  privacyUrl: view.privacyUrl,
  ...Object.fromEntries(view.fields.map(({ name, label }) => [`field ${name}`, label])),
})

/** The name under which a consent keeps what was shown. */
export const wordingName = ({ slug, version, language }: FormView): string => `signups/${slug}@${version}/${language}`
