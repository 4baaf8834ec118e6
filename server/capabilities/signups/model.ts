import { z } from "zod"
import { instant } from "#kernel/endpoint"

export const formKinds = ["popup", "embedded", "page"] as const
export const formStates = ["draft", "live", "paused"] as const
export type FormKind = (typeof formKinds)[number]

const words = (max: number) =>
  z.strictObject({ ja: z.string().trim().min(1).max(max), en: z.string().trim().min(1).max(max) })
const maybeWords = (max: number) => z.strictObject({ ja: z.string().trim().max(max), en: z.string().trim().max(max) })

/** A key of a customer's property, and of the answer that fills it. */
export const propertyKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** What is asked beside the address, which is always asked. */
export const FormField = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("name"), required: z.boolean() }),
  /** Kept as the property `birth_month`, 1 to 12: the day of birth is nobody's business here. */
  z.strictObject({ kind: z.literal("birth-month"), required: z.boolean() }),
  z.strictObject({
    kind: z.literal("property"),
    key: propertyKey,
    label: words(60),
    required: z.boolean(),
    /** Without any, a line of text is asked for. */
    choices: z.array(z.strictObject({ value: z.string().trim().min(1).max(60), label: words(60) })).max(12),
  }),
])
export type FormField = z.infer<typeof FormField>

/** When a pop-up opens; whichever comes first. */
export const Trigger = z.strictObject({
  afterSeconds: z.int().min(0).max(600).nullable(),
  afterScrollPercent: z.int().min(1).max(100).nullable(),
  onLeaving: z.boolean(),
  /** Who closed it is not asked again for so many days. */
  againAfterDays: z.int().min(1).max(365),
})
export type Trigger = z.infer<typeof Trigger>

/** Everything that a form says and asks. A published one never changes: consents name it. */
export const FormDocument = z.strictObject({
  headline: words(60),
  text: maybeWords(400),
  /** What people agree to by pressing the button. */
  consent: words(400),
  button: words(30),
  thanks: z.strictObject({ headline: words(60), text: maybeWords(400) }),
  fields: z.array(FormField).max(6),
  trigger: Trigger,
})
export type FormDocument = z.infer<typeof FormDocument>

export const Totals = z.object({ shown: z.int(), dismissed: z.int(), submitted: z.int(), confirmed: z.int() })
export type Totals = z.output<typeof Totals>

export const Form = z.object({
  formId: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(formKinds),
  state: z.enum(formStates),
  version: z.int().nullable(),
  /** Whether the draft says something else than what people see. */
  hasChanges: z.boolean(),
  createdAt: instant,
  changedAt: instant,
})
export type Form = z.output<typeof Form>

export const submissionStates = ["waiting", "confirmed", "expired"] as const

/** One time that somebody filled a form in. Who it is, the customer's page tells. */
export const Submission = z.object({
  submissionId: z.uuid(),
  /** Null: it came by the API, without a form of ours. */
  formId: z.uuid().nullable(),
  version: z.int().nullable(),
  customerId: z.uuid().nullable(),
  language: z.string(),
  at: instant,
  state: z.enum(submissionStates),
  confirmedAt: instant.nullable(),
  /** The page it stood on. */
  pageUrl: z.string().nullable(),
})
export type Submission = z.output<typeof Submission>
