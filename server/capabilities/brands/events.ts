import { z } from "zod"
import { eventType } from "#kernel/events"

/** Someone was invited to the context's brand. `link` opens the invitation and is for their eyes only. */
export const staffInvited = eventType(
  "brands.staff-invited",
  z.object({
    invitationId: z.uuid(),
    email: z.string(),
    brandName: z.string(),
    roleName: z.object({ ja: z.string(), en: z.string() }),
    link: z.string(),
    expiresAt: z.date(),
  }),
)

/** A demo or test brand and all its rows are gone. Announced in the platform's context: the brand has none any more. */
export const brandDeleted = eventType("brands.deleted", z.object({ brandId: z.uuid() }))
