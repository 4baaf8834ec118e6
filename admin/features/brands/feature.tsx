import { Building2, FileCode2, KeyRound, Palette, ScrollText, ShieldCheck, Store, UserRound, Users } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

const bare = { frame: "bare" } as const

export const brands = defineFeature({
  name: "brands",
  pages: [
    page("/sign-in", async () => (await import("./sign-in.tsx")).SignIn, bare),
    page("/first-run", async () => (await import("./first-run.tsx")).FirstRun, bare),
    page("/invitation", async () => (await import("./invitation.tsx")).Invitation, bare),
    page("/reset", async () => (await import("./reset.tsx")).ResetPassword, bare),
    page("/account", async () => (await import("./account.tsx")).AccountPage),
    page("/settings/brands", async () => (await import("./brands-page.tsx")).BrandsPage),
    page("/settings/identity", async () => (await import("./identity.tsx")).Identity),
    page("/settings/look", async () => (await import("./look.tsx")).Look),
    page("/settings/staff", async () => (await import("./staff.tsx")).Staff),
    page("/settings/roles", async () => (await import("./roles.tsx")).RolesAndRights),
    page("/settings/keys", async () => (await import("./keys.tsx")).ApiKeys),
    page("/settings/api", async () => (await import("./api-page.tsx")).ApiPage),
    page("/settings/audit", async () => (await import("./audit.tsx")).Audit),
  ],
  everywhere: async () => (await import("./prove-anew.tsx")).ProveAnew,
  commands: [
    {
      to: "/account",
      label: { ja: "マイアカウント", en: "My account" },
      also: {
        ja: "パスワード パスキー 認証アプリ サインアウト 言語",
        en: "password passkey authenticator recovery codes sessions language",
      },
      icon: UserRound,
    },
  ],
  settings: [
    {
      to: "/settings/brands",
      label: { ja: "ブランド", en: "Brands" },
      about: {
        ja: "ブランドを開く、切り替える、見本やテストのブランドを削除する。",
        en: "Open, switch to, and delete demo or test brands.",
      },
      icon: Store,
      right: "brand:write",
      order: 5,
    },
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
        ja: "メールとお客様のページの色、名前、角の丸み。",
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
      to: "/settings/api",
      label: { ja: "API と計測タグ", en: "API and browser tag" },
      about: {
        ja: "API の呼び方、サイトに置くタグ、写して使える例。",
        en: "How to call the API, the tag for your site, samples to copy.",
      },
      icon: FileCode2,
      right: "keys:write",
      order: 72,
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
