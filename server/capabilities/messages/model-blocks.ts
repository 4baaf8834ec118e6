import { z } from "zod"

/**
 * What a mail is written in: blocks from top to bottom. Text of the author may hold Liquid (`{{ order.number }}`),
 * `**bold**`, `[words](address)` and line breaks, and nothing else: HTML is shown as it is typed.
 */
const line = z.string().trim().min(1).max(400)
const prose = z.string().trim().min(1).max(4000)

/** A place in the facts, such as `points.earned`; with `not ` before it the opposite. The block shows when it holds something. */
const condition = z.string().regex(/^(not )?[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)

/** Where a link leads: an https, mailto or tel address, or one output such as `{{ links.tracking }}`. */
export const destination = z
  .string()
  .regex(/^(https?:\/\/[^\s"'<>{}]+|mailto:[^\s"'<>{}]+|tel:[+0-9-]+|\{\{[^{}]+\}\})$/)

const always = {
  when: condition.optional(),
  /** Shown only to those who agreed to it (E20); for everyone else the mail is complete without it. */
  consent: z.literal("marketing").optional(),
}
const shape = <K extends string, S extends z.ZodRawShape>(kind: K, parts: S) =>
  z.strictObject({ kind: z.literal(kind), ...always, ...parts })

const heading = shape("heading", {
  text: line,
  level: z.union([z.literal(1), z.literal(2)]).default(1),
  /** The customer's name above the heading, as the language addresses people. */
  greeting: z.boolean().default(false),
})
const text = shape("text", { text: prose, tone: z.enum(["normal", "quiet"]).default("normal") })
const button = shape("button", { label: line.max(40), to: destination, note: prose.max(400).optional() })
const orderItems = shape("order-items", { images: z.boolean().default(true) })
const totals = shape("totals", {})
const addresses = shape("addresses", {})
const trackingSteps = shape("tracking-steps", {})
const expectedDate = shape("expected-date", { showOrderNumber: z.boolean().default(true) })
const productContent = shape("product-content", { title: line.optional(), most: z.int().min(1).max(6).default(3) })
/** What the buyer of this very order can do next, from the facts: a service, not an offer (E07). */
const nextStep = shape("next-step", {})
/** Goods that go with the ordered ones: always only for those who agreed (E20). */
const related = shape("related", { title: line.optional(), most: z.int().min(1).max(6).default(3) })
const policy = shape("policy", { policy: z.string().regex(/^[a-z][a-z0-9-]*$/) })
const image = shape("image", {
  source: destination,
  alt: z.string().max(200),
  width: z.int().min(16).max(600),
  height: z.int().min(16).max(1200),
  to: destination.optional(),
})
const divider = shape("divider", {})
const note = shape("note", { title: line, text: prose })
const support = shape("support", {})
const footer = shape("footer", {})

export const block = z.discriminatedUnion("kind", [
  heading,
  text,
  button,
  orderItems,
  totals,
  addresses,
  trackingSteps,
  expectedDate,
  productContent,
  nextStep,
  related,
  policy,
  image,
  divider,
  note,
  support,
  footer,
])

/** One language of one message. A published document never changes; an edit makes the next one. */
export const mailDocument = z.strictObject({
  version: z.literal(1),
  /** Who the mail is from, in words; the address belongs to the brand's sender. Empty means the brand's name. */
  fromName: z.string().trim().max(60).default(""),
  subject: line.max(200),
  preheader: line.max(300),
  blocks: z.array(block).min(1).max(60),
})

export type Block = z.output<typeof block>
export type BlockOf<K extends Block["kind"]> = Extract<Block, { kind: K }>
export type MailDocument = z.output<typeof mailDocument>
/** A document as it is written: what has a default may be left out. */
export type MailDocumentDraft = z.input<typeof mailDocument>
