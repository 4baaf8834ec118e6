import type { ActionRule } from "./model-actions.ts"
import type { Programme } from "./model.ts"

/** Once for each person, no cap, no proof. */
export const plainAction: Omit<ActionRule, "key" | "title" | "points" | "on"> = {
  once: "ever",
  caps: { perDay: null, perPerson: null, inAll: null },
  proof: "none",
  who: null,
  waitDays: 0,
  isShown: true,
  isOn: true,
}

/** What a brand begins with: 1 point for 100 yen, 1 yen each, 500 for joining (H02, B06). */
export const defaultProgramme: Programme = {
  format: 1,
  pointName: { ja: "ポイント", en: "points" },
  yenPerPoint: 1,
  base: {
    points: 1,
    perYen: 100,
    tax: "included",
    paidWithPoints: "excluded",
    withoutProducts: [],
    withoutCategories: [],
    channels: ["online", "store"],
  },
  confirms: { when: "delivered", days: 14, inStore: "at-once", atLatestDays: 60 },
  expiry: { kind: "months", months: 12 },
  shortage: "debt",
  returnedExpired: "lost",
  partialReturn: "cash_first",
  stacking: "additive",
  caps: { perOrder: null, perPersonDay: null },
  membersOnly: true,
  without: null,
  multipliers: [],
  actions: [
    {
      ...plainAction,
      key: "sign-up",
      title: { ja: "入会する（メールまたはLINE）", en: "Join by e-mail or LINE" },
      points: 500,
      on: { kind: "sign-up" },
    },
  ],
  intent: "",
}
