import { z } from "zod"

/** ISO 8601; where no zone is written, Klaviyo means UTC. */
export const instantText = z
  .string()
  .max(40)
  .transform((text, issues) => {
    const at = new Date(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
    if (!Number.isNaN(at.getTime())) return at
    issues.addIssue({ code: "custom", message: "no instant" })
    return z.NEVER
  })
