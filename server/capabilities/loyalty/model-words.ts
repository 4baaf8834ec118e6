import { z } from "zod"

export const Words = z.strictObject({ ja: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })

/** Names a rule within a programme over all its versions: "sign-up", "haru-2x". */
export const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
