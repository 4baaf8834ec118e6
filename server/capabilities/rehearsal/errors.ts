import { defineErrors } from "#kernel/errors"

export const RehearsalError = defineErrors("rehearsal", {
  Unknown: {
    status: 404,
    ja: "このリハーサルは見つかりません。一覧から選び直してください。",
    en: "There is no such rehearsal. Choose it from the list again.",
  },
  NotReady: {
    status: 409,
    ja: "まだ終わっていないか、途中で止めたリハーサルです。終わったものを選んでください。",
    en: "This rehearsal has not come to its end. Choose one that has.",
  },
  RanksNotChosen: {
    status: 422,
    ja: "試したランクは、いま動いているランクとちがいます。ranks に as-live（いまのランクのまま）か as-played（試したランクに置きかえる）を選んで、もう一度公開してください。画面では、開き直すと選べます。",
    en: "The ranks that were played are not those that are live. Choose ranks: as-live (they stay) or as-played (they are replaced), and publish again. In the console, open it again to choose.",
  },
  UnknownRing: {
    status: 404,
    ja: "このベータは見つかりません。一覧から選び直してください。",
    en: "There is no such ring. Choose it from the list again.",
  },
  RingMoved: {
    status: 409,
    ja: "ほかの人が先に変えました。開き直してから、もう一度変えてください。",
    en: "Somebody else changed it meanwhile. Open it again, then make your change.",
  },
  RingEnded: {
    status: 409,
    ja: "このベータはもう終わっています。",
    en: "This ring has come to its end.",
  },
  RingBegun: {
    status: 409,
    ja: "始まったベータからは外せません。全体を終えて、残すか消すかを選んでください。",
    en: "The ring has begun: nobody can be taken out. End it as a whole, then keep or wipe it.",
  },
  RingNotEnded: {
    status: 409,
    ja: "このベータはまだ終わっていません。先に終えてから選んでください。",
    en: "This ring has not ended yet. End it first, then decide.",
  },
  RingNotBegun: {
    status: 409,
    ja: "このベータはまだ始まっていません。先に始めてください。",
    en: "This ring has not begun yet. Start it first.",
  },
  RingEmpty: {
    status: 422,
    ja: "お客様を1人以上選んでください。",
    en: "Choose at least one customer.",
  },
  RingTooLarge: {
    status: 422,
    ja: "ベータに入れるのは{most}人までです。",
    en: "A ring holds up to {most} people.",
  },
  InAnotherRing: {
    status: 409,
    ja: "ほかのベータに参加中のお客様が{people}人います。外してから始めてください。",
    en: "{people} of these people are in another ring. Take them out first.",
  },
})
