import type { Text } from "#kernel/text"

/** Everything that a member of staff or an API key may be allowed to do. Sending, approving, exporting and seeing personal data are rights of their own. */
export const rights = {
  "brand:read": { ja: "ブランドの設定を見る", en: "See the brand's settings" },
  "brand:write": { ja: "ブランドの設定を変える", en: "Change the brand's settings" },
  "staff:write": { ja: "スタッフと役割を管理する", en: "Manage staff and roles" },
  "keys:write": { ja: "APIキーを管理する", en: "Manage API keys" },
  "audit:read": { ja: "監査ログを見る", en: "See the audit log" },
  "queue:write": { ja: "滞った処理を見る・やり直す", en: "See and settle what could not be done" },
  "customers:read": { ja: "お客様を見る（個人情報は伏せる）", en: "See customers, personal data hidden" },
  "customers:write": { ja: "お客様の情報を変える", en: "Change customers" },
  "customers:personal": { ja: "お客様の個人情報を見る", en: "See customers' personal data" },
  "events:write": { ja: "行動データを送り込む", en: "Send events in" },
  "catalog:read": { ja: "商品を見る", en: "See products" },
  "catalog:write": { ja: "商品を変える", en: "Change products" },
  "orders:read": { ja: "注文を見る", en: "See orders" },
  "orders:write": { ja: "注文を変える", en: "Change orders" },
  "shipments:read": { ja: "配送を見る", en: "See shipments" },
  "shipments:write": { ja: "配送を変える", en: "Change shipments" },
  "segments:read": { ja: "セグメントを見る", en: "See segments" },
  "segments:write": { ja: "セグメントを作る・変える", en: "Make and change segments" },
  "messages:read": { ja: "メッセージを見る", en: "See messages" },
  "messages:write": { ja: "メッセージを編集する", en: "Edit messages" },
  "messages:approve": { ja: "配信を承認する", en: "Approve a send" },
  "messages:send": { ja: "お客様に配信する", en: "Send to customers" },
  "loyalty:read": { ja: "ポイントと会員制度を見る", en: "See points and the loyalty programme" },
  "loyalty:write": {
    ja: "会員制度（ルール・ランク・特典）を変える",
    en: "Change the programme: rules, ranks, rewards",
  },
  "points:adjust": { ja: "お客様のポイントを増減する", en: "Give and take points by hand" },
  "points:approve": {
    ja: "大きなポイント調整と月次締めを承認する",
    en: "Approve large adjustments and monthly closes",
  },
  "till:use": { ja: "店頭でポイントを付ける・使う", en: "Earn and burn points at the till" },
  "imports:write": { ja: "データを取り込む", en: "Import data" },
  export: { ja: "データを書き出す", en: "Export data" },
} as const satisfies Record<string, Text>

export type Right = keyof typeof rights
// safe: the keys of `rights` are exactly the type Right
export const allRights = Object.keys(rights) as Right[]
export const isRight = (value: string): value is Right => Object.hasOwn(rights, value)

const lookRound: Right[] = [
  "brand:read",
  "customers:read",
  "catalog:read",
  "orders:read",
  "shipments:read",
  "segments:read",
  "messages:read",
  "loyalty:read",
]

/** The roles that every brand has from the start. */
export const builtInRoles = {
  owner: { name: { ja: "オーナー", en: "Owner" }, rights: allRights },
  admin: { name: { ja: "管理者", en: "Administrator" }, rights: allRights },
  marketer: {
    name: { ja: "マーケター", en: "Marketer" },
    rights: [
      ...lookRound,
      "customers:write",
      "catalog:write",
      "segments:write",
      "messages:write",
      "messages:send",
      "loyalty:write",
    ],
  },
  approver: {
    name: { ja: "承認者", en: "Approver" },
    rights: [...lookRound, "messages:approve", "messages:send", "points:approve", "audit:read"],
  },
  support: {
    name: { ja: "カスタマーサポート", en: "Customer support" },
    rights: [...lookRound, "customers:write", "customers:personal", "orders:write", "shipments:write", "points:adjust"],
  },
  store: {
    name: { ja: "店舗スタッフ", en: "Store staff" },
    rights: [
      "brand:read",
      "customers:read",
      "customers:write",
      "customers:personal",
      "events:write",
      "catalog:read",
      "orders:read",
      "shipments:read",
      "loyalty:read",
      "till:use",
    ],
  },
  viewer: { name: { ja: "閲覧のみ", en: "Viewer" }, rights: lookRound },
} as const satisfies Record<string, { name: Text; rights: readonly Right[] }>

export type BuiltInRole = keyof typeof builtInRoles
export const isBuiltInRole = (value: string): value is BuiltInRole => Object.hasOwn(builtInRoles, value)

/** What a role allows: a built-in one by its name, a custom one by the rights stored with it. An unknown role allows nothing. */
export const rightsOfRole = (role: string, custom: readonly string[] | null): ReadonlySet<string> =>
  new Set<string>(isBuiltInRole(role) ? builtInRoles[role].rights : (custom ?? []).filter(isRight))

/** Nobody hands on what they do not hold: the rights among `wanted` that the giver lacks. */
export const rightsNotHeld = (wanted: readonly string[], held: ReadonlySet<string>): string[] =>
  wanted.filter((right) => !held.has(right))
