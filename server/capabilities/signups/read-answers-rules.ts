import type { FormDocument, FormField } from "./model.ts"

/** What somebody wrote into a form, by the names of its fields. */
export type Written = Readonly<Record<string, string>>

const nameOf = (field: FormField): string =>
  field.kind === "name" ? "name" : field.kind === "birth-month" ? "birth_month" : `p_${field.key}`

/** The answers to what the form asks, trimmed; nothing else that was sent. */
export function readAnswers(
  document: FormDocument,
  written: Written,
): { readonly answers: Written; readonly missing: FormField | undefined } {
  const answers: Record<string, string> = {}
  let missing: FormField | undefined
  for (const field of document.fields) {
    const name = nameOf(field)
    const value = (written[name] ?? "").trim().slice(0, 120)
    if (value !== "" && fits(field, value)) answers[name] = value
    else if (field.required) missing ??= field
  }
  return { answers, missing }
}

function fits(field: FormField, value: string): boolean {
  if (field.kind === "birth-month") return /^([1-9]|1[0-2])$/.test(value)
  if (field.kind === "property" && field.choices.length > 0) return field.choices.some((c) => c.value === value)
  return true
}

/** The answers as what is known of a person from now on. */
export function profileOf(answers: Written): {
  displayName?: string
  properties?: Record<string, unknown>
} {
  const properties = Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]): [string, unknown][] =>
      name === "birth_month" ? [["birth_month", Number(value)]] : name.startsWith("p_") ? [[name.slice(2), value]] : [],
    ),
  )
  return {
    ...(answers.name ? { displayName: answers.name } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  }
}
