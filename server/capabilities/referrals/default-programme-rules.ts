import { Programme } from "./model.ts"

/** What a brand begins with: 500 points for each side, a fortnight after the order has arrived. */
export const defaultProgramme: Programme = Programme.parse({
  name: { ja: "お友だち紹介", en: "Bring a friend" },
  inviter: { kind: "points", points: 500 },
  friend: { kind: "points", points: 500 },
  disclosure: {
    ja: "【PR】お友だちがお買い物をすると、紹介した人と友だちに特典があります。",
    en: "PR: when a friend buys, both the friend and the person who shared this receive a reward.",
  },
  share: {
    subject: { ja: "お気に入りのお店を紹介します", en: "A shop I like" },
    text: {
      ja: "いつも使っているお店です。はじめての人に特典があるので、よかったら見てみてください。",
      en: "This is a shop I use. There is something for newcomers, have a look if you like.",
    },
  },
  landing: {
    headline: { ja: "お友だちからのご紹介です", en: "A friend thought of you" },
    text: {
      ja: "はじめてのお買い物で、特典をお受け取りいただけます。",
      en: "With your first order you receive something from us.",
    },
  },
})
