import { z } from "zod"
import { linkByLogin, type LoginKept } from "#line"
import type { Context } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { PageRequest } from "#kernel/page"
import type { Shown } from "./reader.ts"

/** So long somebody may be at LINE, or look for the mail. */
const lifeMs = 10 * 60_000
const names = { way: "maido_my_line", who: "maido_my_line_who" } as const

const Way = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  goesTo: z.string(),
  brandId: z.string(),
  until: z.number(),
})
const Who = z.object({ userId: z.string(), brandId: z.string(), until: z.number() })

/** What this browser left with for LINE. Sealed: only we can read or make it. */
export const wayCookie = (shown: Shown, request: PageRequest, way: LoginKept & { readonly goesTo: string }): string =>
  cookie(shown, request, "way", way)
/** Which LINE was shown by this browser, until the digits of the mail say whose it is. */
export const whoCookie = (shown: Shown, request: PageRequest, userId: string): string =>
  cookie(shown, request, "who", { userId })
export const noCookie = (shown: Shown, request: PageRequest, name: keyof typeof names): string =>
  written(shown, request, names[name], "", 0)

function cookie(shown: Shown, request: PageRequest, name: keyof typeof names, kept: object): string {
  const { ctx } = shown
  const sealed = ctx.keys.seal(JSON.stringify({ ...kept, brandId: ctx.brandId, until: ctx.now().getTime() + lifeMs }))
  return written(shown, request, names[name], sealed, lifeMs / 1_000)
}

const written = ({ brand }: Shown, { origin }: PageRequest, name: string, value: string, seconds: number) =>
  `${name}=${value}; Path=/s/${brand.slug}/my; Max-Age=${seconds}; HttpOnly; SameSite=Lax${origin.startsWith("https:") ? "; Secure" : ""}`

export const wayIn = (shown: Shown, request: PageRequest) => read(shown, request, names.way, Way)
export const whoIn = (shown: Shown, request: PageRequest) => read(shown, request, names.who, Who)

function read<T extends { brandId: string; until: number }>(
  { ctx }: Shown,
  request: PageRequest,
  name: string,
  schema: z.ZodType<T>,
): T | undefined {
  const value = new RegExp(`(?:^|; )${name}=([\\w.-]{20,3000})(?:;|$)`).exec(request.headers.cookie ?? "")?.[1]
  const kept = value === undefined ? undefined : schema.safeParse(opened(ctx, value)).data
  return kept && kept.brandId === ctx.brandId && kept.until > ctx.now().getTime() ? kept : undefined
}

function opened(ctx: Context, value: string): unknown {
  try {
    return JSON.parse(ctx.keys.open(value))
  } catch {
    // Forged or of another installation: as if it were not there.
    return null
  }
}

/** Links the LINE that waits in this browser with who has just signed in. Returns the cookies that end it. */
export async function linkWaiting(shown: Shown, request: PageRequest, customerId: string): Promise<readonly string[]> {
  const who = whoIn(shown, request)
  if (!who) return []
  try {
    await linkByLogin(shown.ctx, customerId, who.userId)
  } catch (error) {
    // Her page opens all the same; the LINE stays as it is.
    if (!(error instanceof ExpectedError)) throw error
    shown.ctx.log.info({ code: error.code }, "a LINE was not linked")
  }
  return [noCookie(shown, request, "who")]
}
