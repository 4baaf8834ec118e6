import { Building2, KeyRound, Palette, ScrollText, ShieldCheck, Users } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

const bare = { frame: "bare" } as const

export const brands = defineFeature({
  name: "brands",
  pages: [
    page("/sign-in", async () => (await import("./sign-in.tsx")).SignIn, bare),
    page("/first-run", async () => (await import("./first-run.tsx")).FirstRun, bare),
    page("/invitation", async () => (await import("./invitation.tsx")).Invitation, bare),
    page("/reset", async () => (await import("./reset.tsx")).ResetPassword, bare),
    page("/settings/identity", async () => (await import("./identity.tsx")).Identity),
    page("/settings/look", async () => (await import("./look.tsx")).Look),
    page("/settings/staff", async () => (await import("./staff.tsx")).Staff),
    page("/settings/roles", async () => (await import("./roles.tsx")).RolesAndRights),
    page("/settings/keys", async () => (await import("./keys.tsx")).ApiKeys),
    page("/settings/audit", async () => (await import("./audit.tsx")).Audit),
  ],
  everywhere: async () => (await import("./prove-anew.tsx")).ProveAnew,
  settings: [
    {
      to: "/settings/identity",
      label: { ja: "差出人と事業者", en: "Sender and company" },
      about: {
        ja: "差出人の名前とアドレス、問い合わせ先、法律で示すもの。",
        en: "From name and address, support, what the law asks for.",
      },
      icon: Building2,
      right: "brand:read",
      order: 10,
    },
    {
      to: "/settings/look",
      label: { ja: "見た目", en: "Look" },
      about: {
        ja: "メールとお客さまのページの色、名前、角の丸み。",
        en: "Colours, name and shape of mails and shoppers' pages.",
      },
      icon: Palette,
      right: "brand:read",
      order: 20,
    },
    {
      to: "/settings/staff",
      label: { ja: "スタッフ", en: "Staff" },
      about: { ja: "だれが働き、だれを招いているか。", en: "Who works here, and who was invited." },
      icon: Users,
      right: "staff:write",
      order: 60,
    },
    {
      to: "/settings/roles",
      label: { ja: "役割と権限", en: "Roles and rights" },
      about: { ja: "役割ごとにできることの表。", en: "What each role may do." },
      icon: ShieldCheck,
      right: "brand:read",
      order: 65,
    },
    {
      to: "/settings/keys",
      label: { ja: "APIキー", en: "API keys" },
      about: { ja: "サーバー用とブラウザー用の鍵。", en: "Keys for servers and for browsers." },
      icon: KeyRound,
      right: "keys:write",
      order: 70,
    },
    {
      to: "/settings/audit",
      label: { ja: "監査ログ", en: "Audit log" },
      about: {
        ja: "だれがいつ何を変えたか。書きかえられていないことも確かめられます。",
        en: "Who changed what when, and proof that nothing was altered.",
      },
      icon: ScrollText,
      right: "audit:read",
      order: 90,
    },
  ],
})
