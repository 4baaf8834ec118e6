import type { IncomingHttpHeaders } from "node:http"
import type { Context } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import { KernelError } from "#kernel/errors"
import { rightsOfRole } from "./roles-rules.ts"
import { secretHash } from "./secrets.ts"
import { readCookie, sessionLimits } from "./session-rules.ts"
import { forPlatform } from "./storage-crossing.ts"
import { selectPlaceOf } from "./storage-places.ts"
import { selectLiveSession, touchSession } from "./storage-sessions.ts"

/** The signed-in member of staff behind a request's cookie, at the brand asked for. */
export async function sessionCaller(platform: Context, headers: IncomingHttpHeaders): Promise<Caller | undefined> {
  const cookie = readCookie(headers.cookie)
  if (!cookie) return undefined
  const asked = headers["x-maido-brand"]
  const wanted = typeof asked === "string" && asked !== "" ? asked : null
  return forPlatform(platform, async (ctx) => {
    const session = await selectLiveSession(ctx, secretHash(cookie.token))
    if (!session || session.stage !== "full" || !session.staffId || session.secure !== cookie.secure) return undefined
    const place = await selectPlaceOf(ctx, session.staffId, wanted, session.currentBrand)
    if (!place && wanted !== null) throw KernelError.NotFound({ field: "x-maido-brand" })
    // Someone whose last brand was taken away is nobody here: never the platform's own context.
    if (!place) return undefined
    await touchSession(ctx, session)
    return {
      actor: { kind: "staff", staffId: session.staffId, sessionId: session.sessionId },
      brandId: place.brandId,
      rights: rightsOfRole(place.role, place.customRights),
      ambient: true,
      fresh: ctx.now().getTime() - session.provenAt.getTime() < sessionLimits.freshMs,
    }
  })
}
