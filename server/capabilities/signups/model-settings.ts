import { z } from "zod"

const words = z.strictObject({ ja: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })

/** Something that people can be written to about, and say yes or no to. */
export const Topic = z.strictObject({ purpose: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), label: words })
export type Topic = z.infer<typeof Topic>

export const SignupSettings = z.strictObject({
  /** Whether an address counts only once a mail to it was answered. Off only where the law allows it. */
  doubleOptIn: z.boolean().default(true),
  /** What the preference centre lists. Letters are always the first. */
  topics: z
    .array(Topic)
    .min(1)
    .max(12)
    .refine((topics) => topics[0]?.purpose === "marketing", "letters (marketing) come first")
    .default([
      { purpose: "marketing", label: { ja: "お便り", en: "Letters" } },
      { purpose: "surveys", label: { ja: "アンケートのお願い", en: "Surveys" } },
    ]),
})
export type SignupSettings = z.infer<typeof SignupSettings>
