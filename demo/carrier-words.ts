/** What the carriers write about a parcel at each step, in their own words. */
export type CarrierWords = {
  readonly accepted: string
  readonly sent: string
  readonly onTheRoad: string
  readonly arrived: string
  readonly waitsForDay: string
  readonly out: string
  readonly absent: string
  readonly redelivery: string
  readonly delivered: string
  readonly locker: string
  readonly doorstep: string
  readonly unknownAddress: string
  readonly returning: string
  /** What their local and their sorting offices are called. */
  readonly branch: string
  readonly hub: string
}

export const wordsOf = {
  yamato: {
    accepted: "荷物受付",
    sent: "発送済み",
    onTheRoad: "作業店通過",
    arrived: "配達店到着",
    waitsForDay: "配達日・時間帯指定（保管中）",
    out: "配達中",
    absent: "ご不在",
    redelivery: "依頼受付（再配達）",
    delivered: "配達完了",
    locker: "配達完了（宅配ボックス）",
    doorstep: "配達完了（玄関ドア前）",
    unknownAddress: "調査中（住所不明）",
    returning: "返品",
    branch: "営業所",
    hub: "ベース店",
  },
  sagawa: {
    accepted: "集荷",
    sent: "輸送中",
    onTheRoad: "中継",
    arrived: "営業所到着",
    waitsForDay: "配達日時指定",
    out: "配達中",
    absent: "ご不在のため持ち戻り",
    redelivery: "再配達受付",
    delivered: "配達完了",
    locker: "配達完了（宅配ボックス）",
    doorstep: "配達完了（指定場所配送）",
    unknownAddress: "住所不明",
    returning: "返送中",
    branch: "営業所",
    hub: "中継センター",
  },
  japan_post: {
    accepted: "引受",
    sent: "発送",
    onTheRoad: "中継",
    arrived: "到着",
    waitsForDay: "配達日指定のため保管",
    out: "持ち出し中",
    absent: "ご不在のため持ち戻り",
    redelivery: "配達希望受付",
    delivered: "お届け先にお届け済み",
    locker: "お届け先にお届け済み（宅配ボックス）",
    doorstep: "お届け先にお届け済み（置き配）",
    unknownAddress: "あて所に尋ねあたりません",
    returning: "差出人に返送",
    branch: "郵便局",
    hub: "地域区分局",
  },
} as const satisfies Record<string, CarrierWords>
