import { z } from "zod"
import { endpoint } from "#kernel/endpoint"
import { TrackingSettings } from "./model-settings.ts"

const Versioned = z.object({ settings: TrackingSettings, version: z.int().min(0) })

export const getTrackingSettings = endpoint("GET /api/v1/tracking-settings", {
  right: "brand:read",
  summary: { ja: "自動で送る注文のメール", en: "Which mails of an order go out by themselves" },
  reply: Versioned,
})

export const putTrackingSettings = endpoint("PUT /api/v1/tracking-settings", {
  right: "brand:write",
  summary: { ja: "自動で送る注文のメールを変える", en: "Change which mails of an order go out by themselves" },
  params: { settings: TrackingSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
