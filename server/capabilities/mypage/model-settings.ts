import { z } from "zod"

const words = (max: number) => z.strictObject({ ja: z.string().trim().max(max), en: z.string().trim().max(max) })
const cardKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** How a brand arranges its customers' page. What is not named stands where its card puts it. */
export const MyPageSettings = z.strictObject({
  /** Cards in the brand's own order; those left out follow in theirs. */
  order: z.array(cardKey).max(40).default([]),
  /** Cards that the brand does not show. */
  hidden: z.array(cardKey).max(40).default([]),
  /** Titles of the brand's own, by card; empty words leave the card's. */
  titles: z.record(cardKey, words(40)).default({}),
  /** A sentence at the top, for everybody; empty for none. */
  greeting: words(200).default({ ja: "", en: "" }),
  /** What stands on the public page above the form to join. */
  joinText: words(300).default({ ja: "", en: "" }),
})
export type MyPageSettings = z.infer<typeof MyPageSettings>
