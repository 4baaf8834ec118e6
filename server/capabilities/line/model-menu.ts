import { z } from "zod"

export const menuLayouts = ["one", "two", "three", "four", "six"] as const
export type MenuLayout = (typeof menuLayouts)[number]

export const MenuArea = z
  .strictObject({
    label: z.string().trim().min(1).max(20),
    /** Opens an address, says something in the reader's name, or begins linking their account. */
    does: z.enum(["open", "say", "link"]),
    to: z
      .url({ protocol: /^https$/ })
      .max(1_000)
      .optional(),
    say: z.string().trim().max(300).optional(),
  })
  .refine(({ does, to }) => does !== "open" || to !== undefined, { error: "no address", path: ["to"] })
export type MenuArea = z.output<typeof MenuArea>

/** `everyone`, or a kind that another capability knows with its id: "segment:0190…". */
export const MenuAudience = z.string().regex(/^(everyone|[a-z]+:[0-9a-f-]{36})$/)

export const menuFields = {
  name: z.string().trim().min(1).max(100),
  chatBarText: z.string().trim().min(1).max(14),
  layout: z.enum(menuLayouts),
  areas: z.array(MenuArea).min(1).max(6),
  pictureId: z.string().regex(/^[0-9a-f]{64}\.(png|jpg)$/),
  audience: MenuAudience,
  rank: z.int().min(0).max(1_000),
}

export const menuStates = ["draft", "publishing", "live", "withdrawing", "withdrawn"] as const

export type RichMenu = z.output<z.ZodObject<typeof menuFields>> & {
  readonly menuId: string
  readonly state: (typeof menuStates)[number]
  readonly reason: string | null
  readonly changedAt: Date
}
