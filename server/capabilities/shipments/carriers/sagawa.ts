import type { Carrier } from "./carrier.ts"
import { hasSevenCheck } from "./check-digits.ts"
import { hours, morning } from "./slots.ts"
import { carrierNames } from "./model-carrier.ts"

/** 佐川急便: 飛脚宅配便. Its page puts ↓ (done) or ⇒ (going on) before each wording. */
export const sagawa: Carrier = {
  code: "sagawa",
  name: carrierNames.sagawa,
  labels: [
    {
      state: "accepted",
      labels: ["集荷", "集荷済み", "荷物受付", "お荷物をお預かりしました", "お荷物をお預かり致しました"],
    },
    {
      state: "in_transit",
      labels: ["輸送中", "中継", "到着", "営業所到着", "配達営業所へ輸送中です", "転送", "転送中", "国際輸送中"],
    },
    { state: "in_transit", note: "customs", labels: ["通関中", "通関手続中"] },
    { state: "in_transit", note: "waits_for_chosen_time", labels: ["配達日時指定", "配達日指定", "日時指定保管"] },
    { state: "out_for_delivery", labels: ["配達中", "配達に出発しました", "持出", "持ち出し"] },
    { state: "absent", labels: ["ご不在", "不在", "持戻り", "持ち戻り", "持戻", "ご不在のため持ち戻り"] },
    { state: "absent", note: "closed", labels: ["休業", "定休日", "お休みのため持戻り"] },
    { state: "redelivery_requested", labels: ["再配達受付", "再配達依頼受付", "再配達"] },
    { state: "held_at_branch", labels: ["保管中", "保管", "営業所保管中", "営業所止め", "店頭保管中", "営業所受取"] },
    { state: "investigating", labels: ["調査中", "照会中", "荷物調査中"] },
    { state: "investigating", note: "address_unknown", labels: ["住所不明", "あて先不明", "宛先不明", "住所調査中"] },
    { state: "investigating", note: "moved", labels: ["転居", "転居先不明"] },
    { state: "investigating", note: "refused", labels: ["受取拒否", "受取辞退", "受取ご辞退"] },
    { state: "returning", labels: ["返送", "返送中", "返品", "返品中", "返却中"] },
    { state: "returned", labels: ["返送完了", "返品完了", "ご依頼主へ返却済み"] },
    {
      state: "delivered",
      method: "hand",
      labels: ["配達完了", "配達終了", "配達済み", "お届けしました", "お届け済み"],
    },
    {
      state: "delivered",
      method: "counter",
      labels: ["営業所お渡し済み", "営業所お渡し", "店頭お渡し済み", "配達完了（店頭受取）"],
    },
    { state: "delivered", method: "post_box", labels: ["配達完了（ポスト投函）", "投函完了", "郵便受け投函"] },
    {
      state: "delivered_locker",
      method: "locker",
      labels: ["配達完了（宅配ボックス）", "宅配BOXお届け", "宅配ボックスお届け済み"],
    },
    {
      state: "delivered_okihai",
      method: "place",
      labels: ["配達完了（置き配）", "配達完了（指定場所配送）", "指定場所お届け済み", "置き配完了"],
    },
    {
      state: "unknown",
      note: "not_registered",
      labels: ["お問い合わせのデータは登録されておりません。", "該当なし", "データは登録されておりません"],
    },
    {
      state: "unknown",
      note: "wrong_number",
      labels: ["お問い合わせNo.をお確かめ下さい。", "お問い合わせ番号をお確かめください"],
    },
  ],
  numbers: [{ pattern: /^\d{12}$/, isCheckDigitRight: hasSevenCheck, groups: [4, 4, 4] }],
  slots: [morning, hours(12, 14), hours(14, 16), hours(16, 18), hours(18, 20), hours(18, 21), hours(19, 21)],
  domains: ["sagawa-exp.co.jp"],
  trackingUrl: (number) => `https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=${number}`,
}
