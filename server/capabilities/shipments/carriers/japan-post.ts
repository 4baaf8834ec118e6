import type { Carrier } from "./carrier.ts"
import { hasS10Check, hasSevenCheck } from "./check-digits.ts"
import { hours, morning } from "./slots.ts"
import { carrierNames } from "./model-carrier.ts"

/**
 * 日本郵便: ゆうパック, ゆうパケット, レターパック, 書留, EMS. A parcel kept for collection (局留め) shows
 * お届け先にお届け済み when it reaches the office and 保管 after it: a later 保管 takes the delivery back.
 */
export const japanPost: Carrier = {
  code: "japan_post",
  name: carrierNames.japan_post,
  labels: [
    { state: "accepted", labels: ["引受", "集荷", "引受（コンビニ）", "差出", "予約発送"] },
    { state: "in_transit", labels: ["発送", "中継", "通過", "到着", "転送", "経由", "あて先変更", "配達局到着"] },
    {
      state: "in_transit",
      labels: [
        "国際交換局に到着",
        "国際交換局から発送",
        "国際交換支店に到着",
        "国際交換支店から発送",
        "発送準備中",
        "到着（国際）",
      ],
    },
    {
      state: "in_transit",
      note: "customs",
      labels: ["通関手続中", "税関検査のため税関へ提示", "税関から受領", "保税運送中", "輸入申告", "税関へ提示"],
    },
    {
      state: "in_transit",
      note: "waits_for_chosen_time",
      labels: ["配達日指定のため保管", "お届け先休日のため保管", "指定日配達のため保管"],
    },
    { state: "out_for_delivery", labels: ["持ち出し中", "持出中", "配達中"] },
    { state: "absent", labels: ["ご不在のため持ち戻り", "不在持ち戻り", "ご不在", "持ち戻り"] },
    { state: "absent", note: "does_not_fit", labels: ["郵便受箱に入らないため持ち戻り", "受箱配達不能"] },
    { state: "redelivery_requested", labels: ["配達希望受付", "再配達受付", "お届け希望受付"] },
    {
      state: "held_at_branch",
      labels: ["保管", "窓口保管", "局留保管", "保管中", "コンビニに到着", "はこぽすで保管中"],
    },
    { state: "investigating", labels: ["調査中", "事故調査中"] },
    {
      state: "investigating",
      note: "address_unknown",
      labels: ["あて所に尋ねあたりません", "あて先不完全", "あて名不完全で配達できません"],
    },
    { state: "investigating", note: "moved", labels: ["転居先不明", "転居先不明で配達できません"] },
    { state: "investigating", note: "refused", labels: ["受取拒絶", "受取拒否", "受取辞退"] },
    { state: "returning", labels: ["差出人に返送", "返送", "返送中", "保管期間経過のため返送"] },
    { state: "returned", labels: ["差出人に返送済み", "差出人に返還", "返送済み", "差出人に返送（返還済み）"] },
    { state: "delivered", method: "hand", labels: ["お届け先にお届け済み", "お届け済み", "配達完了", "配達済み"] },
    {
      state: "delivered",
      method: "counter",
      labels: ["窓口でお渡し", "窓口でお渡し済み", "コンビニでお渡し", "コンビニ窓口でお渡し"],
    },
    {
      state: "delivered",
      method: "post_box",
      labels: ["郵便受箱に配達", "お届け先にお届け済み（郵便受箱）", "お届け済み（郵便受箱）"],
    },
    {
      state: "delivered_locker",
      method: "locker",
      labels: [
        "宅配ボックスに配達",
        "お届け先にお届け済み（宅配ボックス）",
        "お届け済み（宅配ボックス）",
        "はこぽすでお渡し",
        "ロッカーでお渡し",
      ],
    },
    {
      state: "delivered_okihai",
      method: "place",
      labels: [
        "お届け先にお届け済み（置き配）",
        "お届け済み（置き配）",
        "お届け済み（指定場所）",
        "指定場所に配達",
        "お届け先にお届け済み（指定場所）",
      ],
    },
    {
      state: "unknown",
      note: "not_registered",
      labels: [
        "お問い合わせ番号が見つかりません",
        "お問い合わせ番号が見つかりません。お問い合わせ番号をご確認の上、お近くの取扱店にお問い合わせください。",
        "該当のお荷物は見つかりません",
      ],
    },
    {
      state: "unknown",
      note: "wrong_number",
      labels: ["お問い合わせ番号に誤りがあります", "入力内容に誤りがあります"],
    },
  ],
  numbers: [
    { pattern: /^\d{12}$/, isCheckDigitRight: hasSevenCheck, groups: [4, 4, 4] },
    { pattern: /^\d{11}$/, isCheckDigitRight: hasSevenCheck, groups: [3, 2, 5, 1] },
    { pattern: /^[A-Z]{2}\d{9}JP$/, isCheckDigitRight: hasS10Check, groups: [2, 3, 3, 3, 2] },
  ],
  slots: [morning, hours(12, 14), hours(14, 16), hours(16, 18), hours(18, 20), hours(19, 21)],
  domains: ["japanpost.jp"],
  trackingUrl: (number) =>
    `https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=${number}&searchKind=S002&locale=ja`,
}
