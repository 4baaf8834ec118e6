import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import type { CarrierCode } from "./carrier.ts"
import { carrierCodes, isDelivered, parcelStateNames, parcelStates } from "./carrier.ts"
import { allCarriers, carriers } from "./carriers.ts"
import { labelKey, readLabel } from "./read-label.ts"

const anyCarrier = fc.constantFrom(...carrierCodes)
const knownKeys = (carrier: CarrierCode) =>
  new Set(carriers[carrier].labels.flatMap(({ labels }) => labels.map(labelKey)))

test.each([
  ["yamato", "荷物受付", "accepted"],
  ["yamato", "作業店通過", "in_transit"],
  ["yamato", "配達中", "out_for_delivery"],
  ["yamato", "持戻（ご不在）", "absent"],
  ["yamato", "依頼受付（再配達）", "redelivery_requested"],
  ["yamato", "ご来店予定（保管中）", "held_at_branch"],
  ["yamato", "調査中", "investigating"],
  ["yamato", "配達完了", "delivered"],
  ["yamato", "配達完了（宅配ボックス）", "delivered_locker"],
  ["yamato", "配達完了（玄関ドア前）", "delivered_okihai"],
  ["sagawa", "↓集荷", "accepted"],
  ["sagawa", "⇒輸送中", "in_transit"],
  ["sagawa", "⇒ 配達中", "out_for_delivery"],
  ["sagawa", "ご不在", "absent"],
  ["sagawa", "保管中", "held_at_branch"],
  ["sagawa", "配達終了", "delivered"],
  ["japan_post", "引受", "accepted"],
  ["japan_post", "持ち出し中", "out_for_delivery"],
  ["japan_post", "ご不在のため持ち戻り", "absent"],
  ["japan_post", "お届け先 休日のため保管", "in_transit"],
  ["japan_post", "お届け先に お届け済み", "delivered"],
  ["japan_post", "窓口でお渡し", "delivered"],
  ["japan_post", "差出人に返送", "returning"],
  ["japan_post", "差出人に返送済み", "returned"],
  ["seino", "持出", "out_for_delivery"],
  ["seino", "持戻", "absent"],
  ["seino", "配完", "delivered"],
] as const)("J25 %s %s is %s", (carrier, label, state) => {
  expect(readLabel(carrier, label)).toMatchObject({ state, isKnown: true })
})

test("J25 the way of delivery is kept: a hand, a locker, a place, the post box, a counter", () => {
  expect(readLabel("yamato", "投函完了").method).toBe("post_box")
  expect(readLabel("yamato", "お客様引渡完了").method).toBe("counter")
  expect(readLabel("yamato", "配達完了(置き配)").method).toBe("place")
  expect(readLabel("japan_post", "宅配ボックスに配達").method).toBe("locker")
  for (const { labels } of allCarriers)
    for (const { state, method } of labels) expect(isDelivered(state)).toBe(method !== undefined)
})

test.each([
  "持戻(ご不在)",
  "持戻 【ご不在】",
  "　持戻［ ご不在 ］。",
  "※持戻〔ご不在〕",
  "持 戻（ご不在）",
  "持戻\u200b（ご不在）",
])("J25 the writing %s does not matter", (label) => {
  expect(readLabel("yamato", label).state).toBe("absent")
})

test("J25 half-width kana is read", () => {
  expect(readLabel("yamato", "配達完了(宅配ﾎﾞｯｸｽ)").state).toBe("delivered_locker")
})

test.each([
  "",
  "配達完了していません",
  "未配達完了",
  "配達完了予定",
  "配達完了（謎の場所）",
  "配達完了?",
  "配達完了→返品",
  "DELIVERED",
  "delivered",
  "お届け済みではありません",
  "constructor",
  "__proto__",
])("J25 unknown wording is never delivered: %s", (label) => {
  for (const carrier of carrierCodes) expect(readLabel(carrier, label)).toEqual({ state: "unknown", isKnown: false })
})

test("J25 a number that is not registered says nothing about the parcel and raises no alert", () => {
  expect(readLabel("yamato", "伝票番号未登録")).toEqual({ state: "unknown", note: "not_registered", isKnown: true })
})

test("J25 J26 no text outside a carrier's own table reads as delivered, or as anything else", () => {
  const wordings = allCarriers.flatMap(({ labels }) => labels.flatMap((group) => group.labels))
  const mixed = fc
    .tuple(fc.constantFrom(...wordings), fc.constantFrom(...wordings, "未", "済", "予定", "x"), fc.nat(30))
    .map(([a, b, at]) => a.slice(0, at) + b + a.slice(at))
  const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), mixed, fc.constantFrom(...wordings))
  fc.assert(
    fc.property(anyCarrier, text, (carrier, label) => {
      const reading = readLabel(carrier, label)
      expect(reading.isKnown).toBe(knownKeys(carrier).has(labelKey(label)))
      if (!reading.isKnown) expect(reading.state).toBe("unknown")
    }),
    { numRuns: 3000 },
  )
})

test("J25 no wording of one carrier has two meanings, and every state has a name in both languages", () => {
  for (const { labels } of allCarriers) {
    const keys = labels.flatMap((group) => group.labels.map(labelKey))
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    expect(keys).not.toContain("")
  }
  expect(Object.keys(parcelStateNames)).toEqual([...parcelStates])
})

// The common reading of public sources, where it is at hand; its states are coarser than ours.
const shared = resolve(import.meta.dirname, "../../../../../shared/data/carriers/labels.json")
const coarse: Record<string, readonly string[]> = {
  accepted: ["accepted"],
  in_transit: ["in_transit", "redelivery_requested", "held_at_branch"],
  out_for_delivery: ["out_for_delivery"],
  delivered: ["delivered", "delivered_locker", "delivered_okihai"],
  failed_attempt: ["absent"],
  ready_for_pickup: ["held_at_branch"],
  exception: ["investigating"],
  returned: ["returning", "returned"],
  not_found: ["unknown"],
}
test.skipIf(!existsSync(shared))("J25 every wording of the shared material is known, with its meaning", () => {
  const material = JSON.parse(readFileSync(shared, "utf8"))
  const names = { yamato: "yamato", sagawa: "sagawa", japanpost: "japan_post", seino: "seino" } as const
  let checked = 0
  for (const [name, carrier] of Object.entries(names))
    for (const { label, state } of material[name]) {
      expect(readLabel(carrier, label), `${name} ${label}`).toMatchObject({ isKnown: true })
      expect(coarse[state], `${name} ${label}`).toContain(readLabel(carrier, label).state)
      checked++
    }
  expect(checked).toBeGreaterThan(50)
})
