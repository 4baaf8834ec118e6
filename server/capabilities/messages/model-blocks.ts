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

/** Up to six goods with price and stock of the moment it leaves (G29): chosen ones, or what the facts name as `products`. */
const chosen = {
  from: z.enum(["facts", "chosen"]).default("facts"),
  /** Ids of the catalogue, for `chosen`. */
  products: z.array(z.uuid()).max(6).default([]),
}
const products = shape("products", {
  title: line.optional(),
  ...chosen,
  most: z.int().min(1).max(6).default(3),
  prices: z.boolean().default(true),
})
/** How-to, ingredients, where it is from: what the catalogue tells about these goods (G20-G24). */
const education = shape("education", {
  title: line.optional(),
  ...chosen,
  tells: z
    .array(z.enum(["how-to", "ingredients", "materials", "care", "sustainability", "note"]))
    .min(1)
    .default(["how-to"]),
  most: z.int().min(1).max(6).default(3),
})
/** What lies in the cart, from the facts. */
const cartItems = shape("cart-items", { title: line.optional(), most: z.int().min(1).max(10).default(5) })
/** A code of the reader's own, from the facts; a letter that promises one and has none does not leave. */
const offer = shape("offer", {
  title: line,
  text: prose.max(800).optional(),
  /** Of the button to where the code is used; none without it. */
  label: line.max(40).optional(),
  /** Bars that a till can read. */
  bars: z.boolean().default(false),
})
/** One to five stars, each a link; the page it leads to asks once more before anything is kept. */
const stars = shape("review-stars", { title: line, to: destination })
/** The first question of a survey, each answer a link. */
const survey = shape("survey-question", {
  question: line,
  to: destination,
  answers: z
    .array(z.strictObject({ label: line.max(40), value: z.string().regex(/^[a-z0-9-]{1,40}$/) }))
    .min(2)
    .max(6),
})
/** How many points the reader has, when the facts know it; below it how points come about, and what is missing to a reward. */
const points = shape("points", {
  title: line.optional(),
  /** Named as the facts that they say, by which these are asked for. */
  shows: z
    .array(z.enum(["loyalty.earning", "rewards.next"]))
    .max(2)
    .default([]),
})
/** A number that a till reads: bars (code 128) or a QR code. Plain signs, or one output such as `{{ offer.code }}`. */
const barcode = shape("barcode", {
  value: z.string().regex(/^(\{\{[^{}]+\}\}|[\x20-\x7a|~]{1,40})$/),
  drawn: z.enum(["bars", "qr"]).default("bars"),
  caption: line.max(80).optional(),
})
/** What is good about the brand (R05), a product (R06), being a member (I06), what earns (I07), why to trust. */
const benefits = shape("benefits", {
  about: z.enum(["brand", "product", "membership", "earning", "trust"]).default("brand"),
  title: line.optional(),
  /** Written items, or what stands in the facts as it leaves: the benefits of the reader's rank, or what earns now (H14, I07). */
  from: z.enum(["written", "member.benefits", "loyalty.actions"]).default("written"),
  items: z
    .array(
      z.strictObject({
        /** One or two signs before it (I09). */
        icon: z.string().trim().max(4).optional(),
        title: line.max(60),
        text: prose.max(300).optional(),
        to: destination.optional(),
      }),
    )
    .max(6)
    .default([]),
}).refine(({ from, items }) => from !== "written" || items.length > 0, { error: "no item is written", path: ["items"] })
/** Who is behind it and why (R07, G31), with a picture and a name below. */
const story = shape("story", {
  title: line.optional(),
  text: prose,
  image: destination.optional(),
  alt: z.string().max(200).default(""),
  by: line.max(80).optional(),
})
/** How the reader keeps finding us: the address book (C20), or the first tab of the mailbox (C21). */
const keepClose = shape("keep-close", { way: z.enum(["contacts", "inbox"]).default("contacts") })
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
  products,
  education,
  cartItems,
  offer,
  stars,
  survey,
  points,
  barcode,
  benefits,
  story,
  keepClose,
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
