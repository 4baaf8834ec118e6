import { z } from "zod"
import { brandById, isTest } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { LineError } from "./errors.ts"
import { type LineAnswer, type LineApi, lineWays } from "./line-port.ts"
import { type AccountRow, selectAccount } from "./storage.ts"
import { troubleIn } from "./answer-rules.ts"

/** The brand's way to LINE. That of a test brand ends in its own box (M45). */
export async function apiOf(ctx: Context): Promise<LineApi> {
  const brand = await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId))
  // A brand that can't be found reaches nobody.
  return ctx.product.use(lineWays).wayFor({ brandId: ctx.brandId, isTest: brand === undefined || isTest(brand) })
}

/** The account in use, ready to be spoken with. Throws `line.NotConnected`. */
export async function connected(ctx: Context): Promise<AccountRow> {
  const account = await inTransaction(ctx, selectAccount)
  if (!account) throw LineError.NotConnected()
  return account
}

const BotInfo = z.looseObject({
  userId: z.string(),
  basicId: z.string(),
  displayName: z.string(),
  pictureUrl: z.string().nullish(),
})
export type BotInfo = z.output<typeof BotInfo>

/** Who the account is. Throws `line.TokenRefused`, `line.NotReachable`. */
export async function readBotInfo(api: LineApi, token: string): Promise<BotInfo> {
  return BotInfo.parse(bodyOf(await api(token, { method: "GET", path: "/v2/bot/info" })))
}

const Quota = z.looseObject({ type: z.string(), value: z.number().nullish() })
const Consumption = z.looseObject({ totalUsage: z.number() })

/** How many may be sent this month (null: no limit is set) and how many were. Throws as `readBotInfo`. */
export async function readQuota(api: LineApi, token: string): Promise<{ limit: number | null; used: number }> {
  const [quota, consumption] = await Promise.all([
    api(token, { method: "GET", path: "/v2/bot/message/quota" }),
    api(token, { method: "GET", path: "/v2/bot/message/quota/consumption" }),
  ])
  const { type, value } = Quota.parse(bodyOf(quota))
  return { limit: type === "limited" ? (value ?? 0) : null, used: Consumption.parse(bodyOf(consumption)).totalUsage }
}

const Profile = z.looseObject({
  displayName: z.string(),
  pictureUrl: z.string().nullish(),
  language: z.string().nullish(),
})

/** How a friend calls themselves on LINE; undefined for whoever is none. Throws as `readBotInfo`. */
export async function readProfile(api: LineApi, token: string, userId: string) {
  const answer = await api(token, { method: "GET", path: `/v2/bot/profile/${encodeURIComponent(userId)}` })
  if (answer.status === 404) return undefined
  return Profile.parse(bodyOf(answer))
}

/** What was answered well. Throws `line.TokenRefused`, `line.NotReachable`. */
export function bodyOf(answer: LineAnswer): unknown {
  if (answer.status === null) throw LineError.NotReachable({ reason: answer.reason })
  if (answer.status === 401) throw LineError.TokenRefused({ field: "accessToken" })
  if (answer.status !== 200) throw LineError.NotReachable({ reason: troubleIn(answer.body) || `http_${answer.status}` })
  return answer.body
}
