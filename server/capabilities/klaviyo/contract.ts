import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Connection, KlaviyoImport, KlaviyoProblem } from "./model.ts"

const right = "imports:write"
const id = { importId: z.uuid() }

export const getConnection = endpoint("GET /api/v1/klaviyo-connection", {
  right,
  summary: { ja: "Klaviyo とつながっているか", en: "Whether there is a key to Klaviyo" },
  reply: Connection,
})

export const putConnection = endpoint("PUT /api/v1/klaviyo-connection", {
  right,
  summary: {
    ja: "Klaviyo の Private API Key を入れる（二度と表示しません）",
    en: "Enter a private key of Klaviyo; it is never shown again",
  },
  params: { key: z.string().min(1).max(300) },
  reply: Connection,
  perMinute: 20,
})

export const deleteConnection = endpoint("DELETE /api/v1/klaviyo-connection", {
  right,
  summary: { ja: "Klaviyo の鍵を消す", en: "Forget the key to Klaviyo" },
  reply: done,
})

export const listImports = endpoint("GET /api/v1/klaviyo-imports", {
  right,
  summary: { ja: "Klaviyo からの取り込みの一覧", en: "List imports from Klaviyo" },
  params: { ...listParams },
  reply: listOf(KlaviyoImport),
})

export const postImport = endpoint("POST /api/v1/klaviyo-imports", {
  right,
  summary: { ja: "Klaviyo から取り込む", en: "Bring in what there is at Klaviyo, or what changed since last time" },
  params: {
    /** Left out: events of any age, or those since the last import. */
    eventsSince: instant.nullable().default(null),
    /** Reads everybody anew although an earlier import was read to its end. */
    everything: z.boolean().default(false),
  },
  reply: KlaviyoImport,
  perMinute: 20,
})

export const getImport = endpoint("GET /api/v1/klaviyo-imports/:importId", {
  right,
  summary: { ja: "Klaviyo からの取り込みの進み具合", en: "How far an import from Klaviyo is" },
  params: id,
  reply: KlaviyoImport,
})

export const pauseImport = endpoint("POST /api/v1/klaviyo-imports/:importId/pause", {
  right,
  summary: { ja: "Klaviyo からの取り込みを一時停止する", en: "Pause an import from Klaviyo" },
  params: id,
  reply: KlaviyoImport,
})

export const resumeImport = endpoint("POST /api/v1/klaviyo-imports/:importId/resume", {
  right,
  summary: { ja: "Klaviyo からの取り込みを再開する", en: "Go on with an import from Klaviyo" },
  params: id,
  reply: KlaviyoImport,
})

export const cancelImport = endpoint("POST /api/v1/klaviyo-imports/:importId/cancel", {
  right,
  summary: {
    ja: "Klaviyo からの取り込みをやめる（入った分は残ります）",
    en: "End an import from Klaviyo early; what is in stays in",
  },
  params: id,
  reply: KlaviyoImport,
})

export const listProblems = endpoint("GET /api/v1/klaviyo-imports/:importId/problems", {
  right,
  summary: { ja: "そのままでは取り込めなかったもの", en: "What could not be taken in as it was" },
  params: { ...id, ...listParams },
  reply: listOf(KlaviyoProblem),
})
