import { afterAll, beforeAll } from "vitest"
import { resolveCustomer } from "#customers"
import { plug } from "#kernel/ports"
import { offerPages } from "#offers"
import { trackingPages } from "#tracking"
import { offerPortal, referralPortal, trackingPortal } from "../../portal/server.ts"
import { defaultProgramme } from "../capabilities/referrals/default-programme-rules.ts"
import type { Programme } from "../capabilities/referrals/model.ts"
import { referralPages } from "../capabilities/referrals/ports.ts"
import { publishProgramme, saveProgramme, showProgramme } from "../capabilities/referrals/programme.ts"
import { releaseDue } from "../capabilities/referrals/settle-referral.ts"
import { type TestContext, testContext } from "./context.ts"
import { serve } from "./http.ts"
import { aSoupShop } from "./soup-shop.ts"

const dayMs = 86_400_000
const browser = { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Safari/604" }

/** A soup shop whose programme of friends is live, with the pages that friends open. Call it once at the head of a test file. */
export function referralScene() {
  let ctx: TestContext
  let door: Awaited<ReturnType<typeof serve>>
  let people = 0

  async function publish(change: Partial<Programme>): Promise<void> {
    const { revision } = await showProgramme(ctx)
    await publishProgramme(ctx, (await saveProgramme(ctx, { ...defaultProgramme, ...change }, revision)).revision)
  }
  beforeAll(async () => {
    ctx = await testContext({
      plugs: [plug(trackingPages, trackingPortal), plug(offerPages, offerPortal), plug(referralPages, referralPortal)],
    })
    door = await serve({ platform: ctx.platform })
    await publish({})
  })
  afterAll(() => door.stop())

  const freshMail = () => `friend${++people}@example.jp`
  async function person(email = freshMail()): Promise<string> {
    const identities = [{ kind: "email" as const, issuer: "", value: email }]
    return (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
  }
  /** The return window passes, and whatever is due is given. */
  async function passWindow() {
    ctx.pass(15 * dayMs)
    await releaseDue(ctx)
  }
  async function fetched(path: string, init: RequestInit) {
    const headers = new Headers({ ...browser, ...Object.fromEntries(new Headers(init.headers)) })
    const reply = await fetch(door.origin + path, { ...init, redirect: "manual", headers })
    return { status: reply.status, headers: reply.headers, text: await reply.text() }
  }
  const open = (url: string, headers: Record<string, string> = {}) =>
    fetched(new URL(url).pathname + new URL(url).search, { headers })
  const press = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetched(new URL(url).pathname, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    })
  return {
    ctx: () => ctx,
    origin: () => door.origin,
    ...aSoupShop(() => ctx),
    publish,
    freshMail,
    person,
    passWindow,
    open,
    press,
  }
}
