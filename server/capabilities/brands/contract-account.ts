import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"

export const SessionBrand = z.object({
  brandId: z.uuid(),
  slug: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  language: z.enum(["ja", "en"]),
  isTest: z.boolean(),
  testOf: z.uuid().nullable(),
  isDemo: z.boolean(),
})

export const readFirstRun = endpoint("GET /api/v1/first-run", {
  right: null,
  summary: { ja: "最初のアカウントがまだ要るか", en: "Whether the first account is still to be opened" },
  reply: z.object({ open: z.boolean() }),
  perMinute: 60,
})

export const readSession = endpoint("GET /api/v1/session", {
  right: "",
  summary: { ja: "だれがどのブランドで何をできるか", en: "Who is signed in, for which brand, with which rights" },
  reply: z.object({
    staff: z.object({
      staffId: z.uuid(),
      name: z.string(),
      email: z.string(),
      language: z.enum(["ja", "en"]),
      runsInstallation: z.boolean(),
    }),
    brand: SessionBrand,
    brands: z.array(SessionBrand),
    role: z.string(),
    rights: z.array(z.string()),
  }),
})

export const chooseBrand = endpoint("PUT /api/v1/session/brand", {
  right: "",
  summary: { ja: "見ているブランドを切り替える", en: "Switch to another brand" },
  params: { brandId: z.uuid() },
  reply: done,
})

export const signOut = endpoint("DELETE /api/v1/session", {
  right: "",
  summary: { ja: "サインアウトする", en: "Sign out" },
  reply: done,
})

export const readAccount = endpoint("GET /api/v1/account", {
  right: "",
  summary: { ja: "自分のアカウント", en: "One's own account" },
  reply: z.object({
    staffId: z.uuid(),
    name: z.string(),
    email: z.string(),
    language: z.enum(["ja", "en"]),
    passwordAt: instant,
    totpAt: instant.nullable(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(
      z.object({
        passkeyId: z.string(),
        name: z.string(),
        createdAt: instant,
        lastUsedAt: instant.nullable(),
        backedUp: z.boolean(),
      }),
    ),
    sessions: z.array(
      z.object({
        sessionId: z.uuid(),
        isThis: z.boolean(),
        ip: z.string(),
        browser: z.string(),
        createdAt: instant,
        seenAt: instant,
      }),
    ),
  }),
})

export const changeAccount = endpoint("PATCH /api/v1/account", {
  right: "",
  summary: { ja: "名前と言語を変える", en: "Change one's name and language" },
  params: { name: z.string().trim().min(1).max(80).optional(), language: z.enum(["ja", "en"]).optional() },
  reply: done,
})

export const changePassword = endpoint("PUT /api/v1/account/password", {
  right: "",
  summary: {
    ja: "パスワードを変える。ほかの端末はサインアウトする",
    en: "Change one's password; other devices are signed out",
  },
  params: { current: z.string().min(1).max(512), next: z.string().min(1).max(512) },
  reply: done,
  perMinute: 5,
  freshSignIn: true,
})

export const removeTotp = endpoint("DELETE /api/v1/account/totp", {
  right: "",
  summary: { ja: "認証アプリを外す", en: "Remove the authenticator app" },
  reply: done,
  freshSignIn: true,
})

export const removePasskey = endpoint("DELETE /api/v1/account/passkeys/:passkeyId", {
  right: "",
  summary: { ja: "パスキーを外す", en: "Remove a passkey" },
  params: { passkeyId: z.string().min(1).max(2_000) },
  reply: done,
  freshSignIn: true,
})

export const renewRecoveryCodes = endpoint("POST /api/v1/account/recovery-codes", {
  right: "",
  summary: { ja: "リカバリーコードを作り直す。一度だけ表示する", en: "Make new recovery codes; shown once" },
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  perMinute: 10,
  freshSignIn: true,
})

export const endSession = endpoint("DELETE /api/v1/account/sessions/:sessionId", {
  right: "",
  summary: { ja: "その端末をサインアウトする", en: "Sign one device out" },
  params: { sessionId: z.uuid() },
  reply: done,
})

export const endOtherSessions = endpoint("DELETE /api/v1/account/sessions", {
  right: "",
  summary: { ja: "ほかのすべての端末をサインアウトする", en: "Sign all other devices out" },
  reply: z.object({ ended: z.int() }),
})
