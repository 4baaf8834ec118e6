import type { z } from "zod"
import type { Context } from "#kernel/context"
import { readJson } from "#kernel/edge"
import { KernelError } from "#kernel/errors"
import { page, type PageReply } from "#kernel/page"
import * as contract from "./contract-sign-in.ts"
import { isFirstRun, openFirstAccount } from "./first-run.ts"
import { acceptInvitation, showInvitation } from "./invitations.ts"
import { receiveLogo, sendPicture } from "./logo.ts"
import { askPasskey, beginPasskey, givePasskey, registerPasskey } from "./passkeys.ts"
import { resetPassword } from "./reset-password.ts"
import { beginTotp, confirmTotp, giveCode, prove } from "./second-factor.ts"
import { writeCookie } from "./session-rules.ts"
import { factorsOf, isFresh, sessionIn, signOutHere } from "./sessions.ts"
import { signIn } from "./sign-in.ts"
import { forPlatform } from "./storage-crossing.ts"
import { type Visit, visitOf } from "./visit.ts"

type Answer<R> = { readonly reply: R /** The session to hand out; "" takes it back. */; readonly token?: string }

/** A door of signing in: reads JSON, checks that our own page sent it, and hands out the cookie. */
function authPage<B, R>(
  door: { path: `/auth/${string}`; body: z.ZodType<B>; reply: z.ZodType<R> },
  perMinute: number,
  handle: (platform: Context, visit: Visit, body: B) => Promise<Answer<R>>,
) {
  return page(
    `POST ${door.path}`,
    async (platform, request) => {
      const visit = await visitOf(platform, request, { changes: true })
      const body = door.body.safeParse(readJson(request.body))
      if (!body.success) throw KernelError.InvalidRequest({ field: body.error.issues[0]?.path.join(".") ?? "" })
      const { reply, token } = await handle(platform, visit, body.data)
      return json(door.reply.parse(reply), token === undefined ? undefined : writeCookie(token, visit.secure))
    },
    { maxBytes: 32_000, perMinute },
  )
}

const json = (reply: unknown, cookie?: string): PageReply => ({
  status: 200,
  headers: {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...(cookie && { "set-cookie": cookie }),
  },
  body: JSON.stringify(reply),
})

const reply = <R>(value: R): Answer<R> => ({ reply: value })

/** Limits are per address and minute (S17); wrong tries are counted per account besides. */
export const pages = [
  receiveLogo,
  sendPicture,
  authPage(contract.firstRun, 10, openFirstAccount),
  authPage(contract.signIn, 20, signIn),
  authPage(contract.giveCode, 20, giveCode),
  authPage(contract.prove, 20, prove),
  authPage(contract.beginTotp, 20, async (platform, visit) => reply(await beginTotp(platform, visit))),
  authPage(contract.confirmTotp, 20, confirmTotp),
  authPage(contract.beginPasskey, 20, async (platform, visit) => reply(await beginPasskey(platform, visit))),
  authPage(contract.registerPasskey, 20, registerPasskey),
  authPage(contract.askPasskey, 30, askPasskey),
  authPage(contract.givePasskey, 20, givePasskey),
  authPage(contract.readInvitation, 20, async (platform, _visit, { token }) =>
    reply(await showInvitation(platform, token)),
  ),
  authPage(contract.acceptInvitation, 10, acceptInvitation),
  authPage(contract.resetPassword, 10, resetPassword),
  authPage(contract.leave, 60, async (platform, visit) => {
    await forPlatform(platform, (ctx) => signOutHere(ctx, visit))
    return { reply: { done: true as const }, token: "" }
  }),
  page(
    `GET ${contract.readState.path}`,
    async (platform, request) => {
      const visit = await visitOf(platform, request, { changes: false })
      const state = await forPlatform(platform, (ctx) => stateOf(ctx, visit))
      return json(contract.readState.reply.parse({ ...state, firstRun: await isFirstRun(platform) }))
    },
    { perMinute: 120 },
  ),
]

async function stateOf(ctx: Context, visit: Visit) {
  const session = await sessionIn(ctx, visit)
  if (!session?.staffId || session.stage === "passkey") return { step: "none", factors: [], fresh: false }
  const step = session.stage === "full" ? "done" : session.stage
  return { step, factors: await factorsOf(ctx, session.staffId), fresh: isFresh(ctx, session) }
}
