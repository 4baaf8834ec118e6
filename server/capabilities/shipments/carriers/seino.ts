import type { Carrier } from "./carrier.ts"
import { morning } from "./slots.ts"
import { carrierNames } from "./model-carrier.ts"

/** 西濃運輸: カンガルー便. Freight: it delivers by half days, and publishes no check digit for its ten-digit numbers. */
export const seino: Carrier = {
  code: "seino",
  name: carrierNames.seino,
  labels: [
    { state: "accepted", labels: ["受付", "集荷", "荷物受付", "引受"] },
    {
      state: "in_transit",
      labels: ["発送", "中継", "到着", "輸送中", "中継店到着", "中継店発送", "配達店到着", "着店到着"],
    },
    { state: "in_transit", note: "waits_for_chosen_time", labels: ["配達日指定", "指定日待ち"] },
    { state: "out_for_delivery", labels: ["持出", "持ち出し", "配達中", "配達持出"] },
    { state: "absent", labels: ["持戻", "持戻り", "持ち戻り", "不在", "ご不在", "不在持戻"] },
    { state: "absent", note: "closed", labels: ["休業", "休日持戻"] },
    { state: "redelivery_requested", labels: ["再配達受付", "再配達"] },
    { state: "held_at_branch", labels: ["保管", "保管中", "止置", "支店止め", "営業所止め"] },
    { state: "investigating", labels: ["調査中", "事故調査中"] },
    { state: "investigating", note: "address_unknown", labels: ["住所不明", "宛先不明"] },
    { state: "investigating", note: "refused", labels: ["受取拒否", "受取辞退"] },
    { state: "returning", labels: ["返送", "返送中", "返品"] },
    { state: "returned", labels: ["返送完了", "返品完了"] },
    { state: "delivered", method: "hand", labels: ["配達完了", "配完", "配達済", "配達済み", "お届け済み"] },
    { state: "delivered", method: "counter", labels: ["引取完了", "店頭引渡完了"] },
    { state: "delivered_locker", method: "locker", labels: ["配達完了（宅配ボックス）"] },
    { state: "delivered_okihai", method: "place", labels: ["配達完了（置き配）"] },
    {
      state: "unknown",
      note: "not_registered",
      labels: ["入力されたお問合せ番号が見当りません", "入力されたお問い合わせ番号が見当たりません", "該当データなし"],
    },
    {
      state: "unknown",
      note: "wrong_number",
      labels: ["お問合せ番号が正しくありません", "入力されたお問合せ番号に誤りがあります"],
    },
  ],
  numbers: [{ pattern: /^\d{10}$/, isCheckDigitRight: () => true, groups: [3, 3, 4] }],
  slots: [morning, { code: "pm", from: "12:00", until: "18:00", name: { ja: "午後", en: "Afternoon (12-18)" } }],
  domains: ["seino.co.jp"],
  trackingUrl: (number) => `https://track.seino.co.jp/cgi-bin/gnpquery.pgm?GNPNO1=${number}`,
}
