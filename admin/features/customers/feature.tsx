import { ListPlus, UserPlus, Users } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const customers = defineFeature({
  name: "customers",
  pages: [
    page("/customers", async () => (await import("./customers.tsx")).Customers),
    page("/customers/known", async () => (await import("./known-page.tsx")).KnownPage),
    page("/customers/same-people", async () => (await import("./same-people.tsx")).SamePeople),
    page("/settings/customer-properties", async () => (await import("./properties-settings.tsx")).PropertiesSettings),
    page("/customers/$customerId", async () => (await import("./customer.tsx")).CustomerPage),
  ],
  navigation: [
    {
      to: "/customers",
      label: { ja: "顧客", en: "Customers" },
      icon: Users,
      group: "people",
      order: 20,
      underThumb: true,
      right: "customers:read",
    },
  ],
  settings: [
    {
      to: "/settings/customer-properties",
      label: { ja: "お客様の項目", en: "Customer properties" },
      about: {
        ja: "肌質や好みのように、このブランドが知りたいことを足し、名前を変え、しまいます。",
        en: "What this brand wants to know, such as skin type: add, rename, put away.",
      },
      icon: ListPlus,
      right: "customers:read",
      order: 35,
    },
  ],
  commands: [
    {
      to: "/customers?register=yes",
      label: { ja: "お客様を登録する", en: "Register a customer" },
      also: { ja: "新規 追加", en: "new add" },
      icon: UserPlus,
      right: "customers:write",
    },
    {
      to: "/customers/known",
      label: { ja: "お客様をどれだけ知っているか", en: "How well we know our customers" },
      also: { ja: "充足率 段階 会話", en: "completeness stages conversations" },
      icon: Users,
      right: "customers:read",
    },
    {
      to: "/customers/same-people",
      label: { ja: "同じ方かもしれない組を見る", en: "See customers who may be one person" },
      also: { ja: "名寄せ 統合 重複", en: "merge duplicates" },
      icon: Users,
      right: "customers:read",
    },
  ],
  find: {
    label: { ja: "顧客", en: "Customers" },
    search: async (query, signal) => (await import("./find.ts")).find(query, signal),
  },
})
