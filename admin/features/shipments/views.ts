import type { z } from "zod"
import type { listShipments } from "../../../server/capabilities/shipments/contract.ts"
import type { Text } from "../../../ui/text.ts"

type Asked = Omit<z.input<typeof listShipments.params>, "cursor" | "limit">

export type View = {
  readonly key: "attention" | "risk" | "road" | "parked" | "unread" | "all"
  readonly label: Text
  readonly title: Text
  readonly scope: Text
  readonly asked: Asked
  /** What is said when there is none. */
  readonly none: { readonly title: Text; readonly why: Text }
}

const view = <const V extends View>(of: V): View => of

/** The ways to look at parcels, the most pressing first. */
export const views: Readonly<Record<View["key"], View>> = {
  attention: view({
    key: "attention",
    label: { ja: "人の手が要る", en: "Needs a person" },
    title: { ja: "いま、人の手が要る荷物", en: "Parcels that need a person" },
    scope: { ja: "約束の日を過ぎたか、届かないもの", en: "past their promise, or not arriving" },
    asked: { standing: "needs-attention", onTheRoad: "yes" },
    none: {
      title: { ja: "いま、人の手は要りません", en: "Nobody is needed right now" },
      why: {
        ja: "遅れは15分ごとに調べ、お客様より先に見つけてここに出します。",
        en: "Every 15 minutes we look for delays and show them here before customers notice.",
      },
    },
  }),
  risk: view({
    key: "risk",
    label: { ja: "遅れそう", en: "May be late" },
    title: { ja: "遅れるかもしれない荷物", en: "Parcels that may be late" },
    scope: { ja: "遅いほうの見込みでは間に合わないもの", en: "late, if the slower way comes true" },
    asked: { standing: "at_risk", onTheRoad: "yes" },
    none: {
      title: { ja: "遅れそうな荷物はありません", en: "No parcel is at risk" },
      why: {
        ja: "届く途中の荷物は、どれも約束の日に間に合う見込みです。",
        en: "All parcels on their way should make it in time.",
      },
    },
  }),
  road: view({
    key: "road",
    label: { ja: "届く途中", en: "On the way" },
    title: { ja: "届く途中の荷物", en: "Parcels on their way" },
    scope: { ja: "発送から60日まで", en: "within 60 days of leaving" },
    asked: { onTheRoad: "yes" },
    none: {
      title: { ja: "届く途中の荷物はありません", en: "Nothing is on its way" },
      why: {
        ja: "ショップか倉庫が発送を知らせると、ここに出ます。",
        en: "Parcels appear here when the shop or warehouse tells that they have left.",
      },
    },
  }),
  parked: view({
    key: "parked",
    label: { ja: "注文を待っている", en: "Waiting for an order" },
    title: { ja: "注文がまだ届いていない荷物", en: "Parcels whose order has not come in" },
    scope: { ja: "注文が届くと自動でつながります", en: "they join it by themselves when it comes" },
    asked: { parked: "yes" },
    none: {
      title: { ja: "注文を待っている荷物はありません", en: "No parcel waits for its order" },
      why: { ja: "すべての荷物が注文につながっています。", en: "Every parcel belongs to an order." },
    },
  }),
  unread: view({
    key: "unread",
    label: { ja: "読めない文言", en: "Unreadable" },
    title: { ja: "配送会社の読めなかった文言", en: "Wordings of carriers that we could not read" },
    scope: { ja: "直近30日。荷物の状態は変えていません", en: "last 30 days; no parcel's state was changed" },
    asked: { unread: "yes" },
    none: {
      title: { ja: "読めない文言のある荷物はありません", en: "Every wording could be read" },
      why: {
        ja: "配送会社が新しい言い回しを使うと、ここに出ます。",
        en: "When a carrier uses a new wording, it shows up here.",
      },
    },
  }),
  all: view({
    key: "all",
    label: { ja: "すべて", en: "All" },
    title: { ja: "すべての荷物", en: "All parcels" },
    scope: { ja: "新しく発送した順", en: "the one that left last first" },
    asked: {},
    none: {
      title: { ja: "荷物はまだありません", en: "There are no parcels yet" },
      why: {
        ja: "ショップをつなぐか、倉庫から API で知らせると、ここに並びます。",
        en: "They are listed here once a shop is connected or a warehouse tells of them by API.",
      },
    },
  }),
}

export const viewNamed = (name: string | undefined): View | undefined =>
  Object.values(views).find(({ key }) => key === name)
