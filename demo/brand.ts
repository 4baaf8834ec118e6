import { IdentitySettings, LookSettings } from "#brands"

const zone = "Asia/Tokyo"

/** ひなた: an invented skincare brand of Kamakura. Nothing of it exists: its domains and numbers are reserved ones. */
export const hinata = { slug: "hinata", name: "ひなた", zone, language: "ja", currency: "JPY", isDemo: true } as const

export const shopDomain = "hinata-demo.myshopify.com"
const site = "https://hinata.example.jp"

export const look: LookSettings = LookSettings.parse({
  wordmark: "ひなた",
  light: { brand: "#a8433a", paper: "#faf7f2" },
  dark: { brand: "#eda59b", paper: "#1d1917" },
  radius: 10,
})

export const identity: IdentitySettings = IdentitySettings.parse({
  legalName: "株式会社ひなた(デモ用の架空の会社)",
  address: "〒248-0000 神奈川県鎌倉市架空町0-0-0",
  registrationNumber: "T0000000000000",
  representative: "日向 はるか(架空)",
  phone: "0120-000-000",
  senderName: "ひなた",
  senderAddress: "hello@hinata.example.jp",
  replyTo: "support@hinata.example.jp",
  supportText: {
    ja: "お肌のこと、お荷物のこと、このメールへの返信でお気軽にどうぞ。平日10時から17時に、人がお答えします。",
    en: "About your skin or your parcel: simply reply to this mail. A person answers on weekdays, 10:00 to 17:00.",
  },
  lineUrl: "https://line.example.jp/hinata",
  shopUrl: site,
  policies: {
    privacy: `${site}/privacy`,
    terms: `${site}/terms`,
    returns: `${site}/returns`,
    shipping: `${site}/shipping`,
    legal: `${site}/legal`,
  },
})

export type StoreId = "kamakura" | "kagurazaka"
export const stores = {
  kamakura: { name: "鎌倉店", posSource: "pos:kamakura", shopPlace: "71000000001", prefecture: "14" },
  kagurazaka: { name: "神楽坂店", posSource: "pos:kagurazaka", shopPlace: "71000000002", prefecture: "13" },
} as const
export const storeIds = ["kamakura", "kagurazaka"] as const satisfies readonly StoreId[]

/** Where parcels leave from. */
export const warehouse = { kind: "dc", name: "座間倉庫" } as const
export const partner = { kind: "fc", name: "川崎委託倉庫" } as const
export const warehousePlace = "71000000003"
