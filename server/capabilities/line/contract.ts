import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { LineSettings, talkStates, userId } from "./model.ts"
import { narrowcastStates } from "./model-narrowcast.ts"
import { MenuArea, menuFields, menuLayouts, menuStates } from "./model-menu.ts"

const secret = z.string().trim().min(8).max(500)

const Account = z.object({
  accountId: z.uuid(),
  basicId: z.string(),
  displayName: z.string(),
  pictureUrl: z.string().nullable(),
  /** To be entered at LINE. */
  webhookUrl: z.string(),
  /** For shoppers: opens LINE and offers to become a friend. */
  addFriendUrl: z.string(),
  /** Messages that may be sent this month; null: LINE sets no limit. */
  quotaLimit: z.number().nullable(),
  quotaUsed: z.number().nullable(),
  checkedAt: instant.nullable(),
  closedBecause: z.enum(["monthly-limit", "token-refused", "not-allowed"]).nullable(),
  closedUntil: instant.nullable(),
  lastEventAt: instant.nullable(),
  oldSecretUntil: instant.nullable(),
  /** Deliveries refused for their signature in the last hour. */
  refusedLastHour: z.int(),
  following: z.int(),
  blocked: z.int(),
})

export const getLine = endpoint("GET /api/v1/line", {
  right: "brand:read",
  summary: { ja: "LINE公式アカウントと設定", en: "The LINE official account and its settings" },
  reply: z.object({
    account: Account.nullable(),
    settings: LineSettings,
    version: z.int(),
    /** By which shoppers open their page without a password. */
    login: z.object({ channelId: z.string(), liffId: z.string().nullable() }).nullable(),
    /** To be entered at LINE: where LINE Login comes back to, and what LIFF opens. */
    loginUrls: z.object({ callback: z.string(), liff: z.string() }),
    /** Nothing reaches LINE: messages are kept here. */
    isCaught: z.boolean(),
    /** What one message more costs now, and how many may leave at that price. */
    price: z.object({ milliYen: z.number(), left: z.number().nullable() }),
  }),
})

export const listNarrowcasts = endpoint("GET /api/v1/line/narrowcasts", {
  right: "brand:read",
  summary: {
    ja: "LINEのナローキャストと、その結果（新しい50件）",
    en: "Narrowcasts by LINE and what became of them: the last fifty",
  },
  /** Of one campaign or flow only. */
  params: { originId: z.uuid().optional() },
  reply: z.object({
    items: z.array(
      z.object({
        narrowcastId: z.uuid(),
        state: z.enum(narrowcastStates),
        /** Why it went as a multicast, or did not go. */
        reason: z.string().nullable(),
        why: z.object({ ja: z.string(), en: z.string() }).nullable(),
        audienceId: z.number().nullable(),
        requestId: z.string().nullable(),
        postedAt: instant.nullable(),
        /** Of the whole, as LINE counts; of each reader it tells nothing. */
        targetCount: z.number().nullable(),
        successCount: z.number().nullable(),
        failureCount: z.number().nullable(),
        beganAt: instant,
        endedAt: instant.nullable(),
        people: z.int(),
        /** One of its letters: it leads to the campaign. */
        messageId: z.uuid().nullable(),
        /** Readers by what was told of them: `narrowcast` (nothing in particular), `multicast`, `blocked`, `failed`. */
        ends: z.record(z.string(), z.int()),
      }),
    ),
  }),
})

export const putAccount = endpoint("PUT /api/v1/line/account", {
  right: "brand:write",
  summary: { ja: "LINE公式アカウントをつなぐ", en: "Connect a LINE official account" },
  params: { channelSecret: secret, accessToken: secret },
  reply: z.object({ accountId: z.uuid() }),
  perMinute: 20,
})

export const patchAccount = endpoint("PATCH /api/v1/line/account", {
  right: "brand:write",
  summary: { ja: "LINEのシークレットやトークンの入れ替え", en: "Change LINE's secret or token" },
  params: {
    channelSecret: secret.optional(),
    accessToken: secret.optional(),
    oldSecretHours: z.int().min(0).max(720).optional(),
  },
  reply: done,
  perMinute: 20,
})

export const deleteAccount = endpoint("DELETE /api/v1/line/account", {
  right: "brand:write",
  summary: { ja: "LINE公式アカウントを外す", en: "Disconnect the LINE official account" },
  reply: done,
})

export const postCheck = endpoint("POST /api/v1/line/account/check", {
  right: "brand:write",
  summary: { ja: "LINEの状態と残りの通数を確かめる", en: "Ask LINE for its state and what is left of the month" },
  reply: z.object({ isOpen: z.boolean() }),
  perMinute: 20,
})

export const postFollowers = endpoint("POST /api/v1/line/account/followers", {
  right: "brand:write",
  summary: {
    ja: "つなぐ前からの友だちを取り込む（認証済アカウントだけ）",
    en: "Take in those who are friends already; LINE tells verified accounts only",
  },
  reply: done,
  perMinute: 5,
})

export const putSettings = endpoint("PUT /api/v1/line/settings", {
  right: "brand:write",
  summary: { ja: "LINEの設定を変える", en: "Change LINE's settings" },
  params: { ...LineSettings.shape, basedOn: z.int().min(0) },
  reply: z.object({ version: z.int() }),
})

const Talk = z.object({
  userId: z.string(),
  customerId: z.uuid(),
  displayName: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  state: z.enum(["following", "blocked"]),
  lastAt: instant,
  unread: z.int(),
  last: z.object({ kind: z.string(), text: z.string().nullable(), direction: z.enum(["in", "out"]) }).nullable(),
})

const Bubble = z.object({
  messageId: z.uuid(),
  direction: z.enum(["in", "out"]),
  kind: z.string(),
  text: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  at: instant,
  unsentAt: instant.nullable(),
  /** Who of the shop wrote it. */
  writtenBy: z.object({ kind: z.string(), staffId: z.string().optional() }).nullable(),
  state: z.enum(talkStates).nullable(),
  reason: z.string().nullable(),
})

export const putLogin = endpoint("PUT /api/v1/line/login", {
  right: "brand:write",
  summary: { ja: "LINEログインとLIFFを使えるようにする", en: "Set up LINE Login and LIFF" },
  params: {
    channelId: z.string().regex(/^\d{6,20}$/),
    /** Left out: the one that is kept. */
    channelSecret: secret.optional(),
    liffId: z
      .string()
      .regex(/^\d{6,20}-[A-Za-z0-9]{4,20}$/)
      .nullable(),
  },
  reply: done,
  perMinute: 20,
})

export const deleteLineLogin = endpoint("DELETE /api/v1/line/login", {
  right: "brand:write",
  summary: { ja: "LINEログインをやめる", en: "Give LINE Login up" },
  reply: done,
})

export const listTalks = endpoint("GET /api/v1/line/talks", {
  right: "customers:personal",
  summary: { ja: "LINEのトーク", en: "Talks by LINE" },
  params: { ...listParams, unreadOnly: z.stringbool().default(false) },
  reply: listOf(Talk),
})

export const countTalks = endpoint("GET /api/v1/line/unread", {
  right: "customers:personal",
  summary: { ja: "まだ読んでいないトークの数", en: "How many talks wait to be read" },
  reply: z.object({ unread: z.int() }),
})

export const getTalk = endpoint("GET /api/v1/line/talks/:userId", {
  right: "customers:personal",
  summary: { ja: "ひとりとのトーク", en: "The talk with one friend" },
  params: { ...listParams, userId },
  reply: listOf(Bubble).extend({
    friend: z.object({
      userId: z.string(),
      customerId: z.uuid(),
      displayName: z.string().nullable(),
      pictureUrl: z.string().nullable(),
      state: z.enum(["following", "blocked"]),
      linkedAt: instant.nullable(),
      /** Until when an answer costs nothing; null: it counts as a message of the month. */
      freeUntil: instant.nullable(),
    }),
  }),
})

export const postAnswer = endpoint("POST /api/v1/line/talks/:userId/messages", {
  right: "messages:send",
  summary: { ja: "LINEで返事をする", en: "Answer by LINE" },
  params: { userId, text: z.string().trim().min(1).max(5_000) },
  reply: z.object({ messageId: z.uuid() }),
  perMinute: 60,
})

export const postRead = endpoint("POST /api/v1/line/talks/:userId/read", {
  right: "messages:send",
  summary: { ja: "読んだことにする", en: "Mark a talk as read" },
  params: { userId },
  reply: done,
})

export const postInvitation = endpoint("POST /api/v1/line/talks/:userId/link-invitation", {
  right: "messages:send",
  summary: { ja: "LINE連携の案内を送る", en: "Send a friend the way to link their LINE" },
  params: { userId },
  reply: done,
  perMinute: 60,
})

export const deleteLink = endpoint("DELETE /api/v1/line/talks/:userId/link", {
  right: "customers:write",
  summary: {
    ja: "LINE連携を解く。LINEでのお便りの同意も終わる",
    en: "Unlink a LINE from its customer; consent to letters by LINE ends with it",
  },
  params: { userId },
  reply: done,
})

export const listCaughtLine = endpoint("GET /api/v1/line/caught", {
  right: "customers:personal",
  summary: { ja: "テスト環境で受け取ったLINE", en: "LINE messages that a test brand would have sent" },
  params: listParams,
  reply: listOf(
    z.object({
      caughtId: z.uuid(),
      userId: z.string(),
      way: z.string(),
      messages: z.array(z.unknown()).readonly(),
      caughtAt: instant,
    }),
  ),
})

export const emptyCaughtLine = endpoint("DELETE /api/v1/line/caught", {
  right: "messages:write",
  summary: { ja: "受け取ったLINEをすべて消す", en: "Delete all caught LINE messages" },
  reply: z.object({ deleted: z.int() }),
})

export const postTestFriend = endpoint("POST /api/v1/line/test-friends", {
  right: "messages:write",
  summary: {
    ja: "テスト環境で、友だちのふるまいをためす",
    en: "Act as a friend of a test brand: follow, speak, block",
  },
  params: {
    /** Left out: somebody new. */
    userId: userId.optional(),
    does: z.enum(["follow", "unfollow", "message"]),
    text: z.string().trim().min(1).max(5_000).optional(),
  },
  reply: z.object({ userId: z.string() }),
  perMinute: 60,
})

const Menu = z.object({
  menuId: z.uuid(),
  name: z.string(),
  chatBarText: z.string(),
  layout: z.enum(menuLayouts),
  areas: z.array(MenuArea),
  pictureId: z.string(),
  audience: z.string(),
  rank: z.int(),
  state: z.enum(menuStates),
  /** Why LINE did not take it. */
  reason: z.string().nullable(),
  changedAt: instant,
})

export const listRichMenus = endpoint("GET /api/v1/line/menus", {
  right: "brand:read",
  summary: { ja: "リッチメニュー", en: "Rich menus, and for whom one may be" },
  reply: z.object({
    items: z.array(Menu),
    audiences: z.array(z.object({ audience: z.string(), name: z.object({ ja: z.string(), en: z.string() }) })),
  }),
})

export const postRichMenu = endpoint("POST /api/v1/line/menus", {
  right: "brand:write",
  summary: { ja: "リッチメニューを作る", en: "Make a rich menu, as a draft" },
  params: menuFields,
  reply: z.object({ menuId: z.uuid() }),
  perMinute: 30,
})

export const publishRichMenu = endpoint("POST /api/v1/line/menus/:menuId/publish", {
  right: "brand:write",
  summary: { ja: "リッチメニューを公開する", en: "Show a rich menu to its people" },
  params: { menuId: z.uuid() },
  reply: done,
  perMinute: 30,
})

export const deleteRichMenu = endpoint("DELETE /api/v1/line/menus/:menuId", {
  right: "brand:write",
  summary: { ja: "リッチメニューを取り下げる", en: "Withdraw a rich menu" },
  params: { menuId: z.uuid() },
  reply: done,
})
