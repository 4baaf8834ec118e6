import { z } from "zod"
import { done, endpoint } from "../../server/kernel/endpoint.ts"

const SessionBrand = z.object({
  brandId: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  language: z.enum(["ja", "en"]),
  isTest: z.boolean(),
  isDemo: z.boolean(),
})

export const readSession = endpoint("GET /api/v1/session", {
  right: "",
  summary: { ja: "だれがどのブランドで何をできるか", en: "Who is signed in, for which brand, with which rights" },
  reply: z.object({
    staff: z.object({ staffId: z.string(), name: z.string(), email: z.string() }),
    brand: SessionBrand,
    brands: z.array(SessionBrand),
    rights: z.array(z.string()),
  }),
})

export const chooseBrand = endpoint("PUT /api/v1/session/brand", {
  right: "",
  summary: { ja: "見ているブランドを切り替える", en: "Switch to another brand" },
  params: { brandId: z.string() },
  reply: done,
})

export const signOut = endpoint("DELETE /api/v1/session", {
  right: "",
  summary: { ja: "サインアウトする", en: "Sign out" },
  reply: done,
})
