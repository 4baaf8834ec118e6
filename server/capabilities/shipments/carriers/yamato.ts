import type { Carrier } from "./carrier.ts"
import { hasSevenCheck } from "./check-digits.ts"
import { hours, morning } from "./slots.ts"
import { carrierNames } from "./model-carrier.ts"

/** ヤマト運輸: 宅急便, 宅急便コンパクト, ネコポス. Wordings of its public parcel page. */
export const yamato: Carrier = {
  code: "yamato",
  name: carrierNames.yamato,
  labels: [
    { state: "accepted", labels: ["荷物受付", "荷物受付済み", "海外荷物受付", "発送受付", "引受"] },
    {
      state: "in_transit",
      labels: [
        "発送",
        "発送済み",
        "輸送中",
        "作業店通過",
        "中継店通過",
        "配達店到着",
        "配達予定",
        "投函予定",
        "引渡",
        "委託先引渡",
      ],
    },
    {
      state: "in_transit",
      labels: ["海外発送", "海外到着", "国内到着", "依頼受付（日・時間帯変更）", "依頼受付（場所変更）", "転送"],
    },
    { state: "in_transit", note: "customs", labels: ["通関中", "通関手続中", "輸入通関", "輸出通関"] },
    {
      state: "in_transit",
      note: "waits_for_chosen_time",
      labels: ["配達日・時間帯指定（保管中）", "配達日指定（保管中）"],
    },
    { state: "out_for_delivery", labels: ["配達中", "持出", "持ち出し中", "持出中"] },
    { state: "absent", labels: ["持戻（ご不在）", "ご不在", "持戻"] },
    { state: "absent", note: "closed", labels: ["持戻（休業）", "持戻（定休日）"] },
    { state: "absent", note: "does_not_fit", labels: ["持戻（ポスト投函不可）", "持戻（宅配ボックス不可）"] },
    { state: "redelivery_requested", labels: ["依頼受付（再配達）", "再配達受付"] },
    {
      state: "held_at_branch",
      labels: [
        "保管中",
        "保管中（ご指定店）",
        "依頼受付（保管）",
        "ご来店予定（保管中）",
        "配達店保管中",
        "ロッカー保管中",
      ],
    },
    { state: "investigating", note: "address_unknown", labels: ["持戻（住所不明）", "調査中（住所不明）"] },
    { state: "investigating", note: "moved", labels: ["持戻（転居）", "調査中（転居）", "調査中（転居先不明）"] },
    { state: "investigating", note: "refused", labels: ["持戻（受取ご辞退）", "調査中（受取ご辞退）"] },
    { state: "investigating", labels: ["調査中", "調査中（ご不在）", "破損調査中"] },
    { state: "returning", labels: ["返品", "返品手続中", "ご依頼主へ返送"] },
    { state: "returned", labels: ["返品完了", "ご依頼主へ返品完了"] },
    { state: "delivered", method: "hand", labels: ["配達完了", "配達済み"] },
    { state: "delivered", method: "post_box", labels: ["投函完了", "配達完了（ポスト投函）", "配達完了（郵便受け）"] },
    {
      state: "delivered",
      method: "counter",
      labels: ["お客様引渡完了", "店頭引渡完了", "配達完了（店頭受取）", "配達完了（コンビニ受取）"],
    },
    {
      state: "delivered_locker",
      method: "locker",
      labels: ["配達完了（宅配ボックス）", "配達完了（宅配便ロッカー）", "配達完了（PUDOステーション）"],
    },
    {
      state: "delivered_okihai",
      method: "place",
      labels: [
        "配達完了（置き配）",
        "配達完了（玄関ドア前）",
        "配達完了（玄関前）",
        "配達完了（ガスメーターボックス）",
        "配達完了（物置）",
        "配達完了（車庫）",
        "配達完了（自転車のかご）",
        "配達完了（建物内受付／管理人預け）",
      ],
    },
    { state: "unknown", note: "not_registered", labels: ["伝票番号未登録", "お問い合わせ番号未登録"] },
    { state: "unknown", note: "wrong_number", labels: ["伝票番号誤り"] },
  ],
  numbers: [{ pattern: /^\d{12}$/, isCheckDigitRight: hasSevenCheck, groups: [4, 4, 4] }],
  slots: [morning, hours(14, 16), hours(16, 18), hours(18, 20), hours(19, 21)],
  domains: ["kuronekoyamato.co.jp"],
  trackingUrl: (number) => `https://member.kms.kuronekoyamato.co.jp/parcel/detail?pno=${number}`,
}
