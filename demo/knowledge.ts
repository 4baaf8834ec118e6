import { defineProperty, propertyDefinitions } from "#customers"
import { keepPartnerValues, keepPastConversations, type PastConversation } from "#profiles"
import { type Context, inTransaction } from "#kernel/context"
import { diceFrom, type Dice } from "./dice.ts"
import type { Life, Person, Visit } from "./model.ts"
import { productById } from "./products.ts"
import { day, hour } from "./times.ts"

const skinTypes = [
  ["dry", { ja: "乾燥肌", en: "Dry" }],
  ["combination", { ja: "混合肌", en: "Combination" }],
  ["oily", { ja: "脂性肌", en: "Oily" }],
  ["sensitive", { ja: "敏感肌", en: "Sensitive" }],
] as const
const worries = [
  ["dryness", { ja: "乾燥", en: "Dryness" }],
  ["roughness", { ja: "肌荒れ", en: "Roughness" }],
  ["spots", { ja: "しみ", en: "Spots" }],
  ["hands", { ja: "手荒れ", en: "Rough hands" }],
] as const
const choicesOf = (all: readonly (readonly [string, { ja: string; en: string }])[]) =>
  all.map(([value, label]) => ({ value, label }))

/** What ひなた wants to know beyond what everybody has. Told once, however often it is asked for. */
export async function wantToKnow(ctx: Context): Promise<void> {
  const wanted = [
    { key: "skin_type", type: "choice", label: { ja: "肌質", en: "Skin type" }, choices: choicesOf(skinTypes) },
    { key: "skin_worries", type: "list", label: { ja: "肌の悩み", en: "Skin worries" }, choices: choicesOf(worries) },
  ] as const
  await inTransaction(ctx, async (ctx) => {
    const known = (await propertyDefinitions(ctx)).map(({ key }) => key)
    for (const property of wanted)
      if (!known.includes(property.key)) await defineProperty(ctx, { ...property, personal: false })
  })
}

/** What the stores' advisers wrote on the cards of some: by the person, so that it is the same whenever it is asked for. */
export function toldOnCard({ index }: Person): Readonly<Record<string, unknown>> | undefined {
  if (index % 5 > 1) return undefined
  const worry = (at: number) => worries[at % worries.length]?.[0]
  const said = index % 3 === 0 ? [worry(index), worry(index + 1)] : [worry(index)]
  return { skin_type: skinTypes[(index * 7) % skinTypes.length]?.[0], skin_worries: said }
}

const talks = [
  [2, "肌の調子がよくなったと喜んでいらっしゃった。贈りものにも使いたいとのこと。"],
  [1, "クリームの使い方をご説明。次は詰め替えにするとのこと。"],
  [1, "新しい香りを試された。気に入られたようす。"],
  [0, "定期便の間隔についてのご相談。"],
  [-1, "届いた箱が少しつぶれていたとのご連絡。交換をご案内した。"],
  [-2, "お届けが遅れ、ご旅行に間に合わなかった。おわびをお伝えした。"],
  [null, "手荒れが心配とのご相談。無香料のものをおすすめした。"],
] as const

const reviews = [
  [5, "冬も乾燥しなくなりました。リピートします。"],
  [5, "香りがやさしくて気に入っています"],
  [4, "使い心地は良い。もう少し大きいと助かります"],
  [3, "ふつうです"],
  [2, "期待していたので残念。肌に合わなかったです"],
] as const

/** Reviews and answers that some who bought gave some time after: facts like visits. */
export function voicesOf({ orders }: Life, random: () => number, now: number): Visit[] {
  const dice = diceFrom(random)
  return orders.flatMap(({ person, snapshot }): Visit[] => {
    const at = snapshot.placedAt.getTime() + dice.whole(9, 25) * day
    const [isReview, isAnswer] = [dice.chance(0.05), dice.chance(0.04)]
    const [rating, review_body] = dice.pick<(typeof reviews)[number]>(reviews)
    const score = dice.pick([10, 9, 9, 8, 8, 7, 5, 3])
    const productId = snapshot.lines[0]?.productExternalId ?? null
    if (at > now || snapshot.channel === "store") return []
    const fact = { person, source: "web", channel: "web", occurredAt: new Date(at) }
    const name = productId ? productById(productId) : undefined
    return [
      ...(isReview && name
        ? [
            {
              ...fact,
              name: "Product Reviewed",
              externalId: `review:${snapshot.externalId}`,
              productId,
              properties: { product_id: productId, name: name.title, category: name.type, rating, review_body },
            },
          ]
        : []),
      ...(isAnswer
        ? [
            {
              ...fact,
              name: "Survey Answered",
              externalId: `survey:${snapshot.externalId}`,
              productId: null,
              properties: { question: "お買い物はいかがでしたか", score },
            },
          ]
        : []),
    ]
  })
}

/** What was talked about at the counters and on the phone, and what an inn passed on with its guests' agreement. */
export async function tellTalks(
  ctx: Context,
  { people }: Life,
  customerIds: ReadonlyMap<number, string>,
  random: () => number,
  now: number,
): Promise<void> {
  const dice = diceFrom(random)
  const known = people.filter(({ person }) => now - person.joinedAt > 30 * day)
  const idOf = (person: Person) => customerIds.get(person.index) ?? ""
  const some = known.filter(({ person }) => dice.chance(person.home === "online" ? 0.05 : 0.22))
  await keepPastConversations(
    ctx,
    some.flatMap(({ person }) => talksOf(dice, person, now).map((talk) => ({ ...talk, customerId: idOf(person) }))),
  )
  const guests = known.filter(() => dice.chance(0.02)).slice(0, 40)
  await keepPartnerValues(
    ctx,
    guests.map(({ person }, index) => ({
      customerId: idOf(person),
      partner: "箱根の宿 まつかぜ",
      key: "宿での関心",
      value: ["温泉", "朝の散歩", "地元の器"][index % 3] ?? "温泉",
      purposes: ["service", "segmentation"],
      obtainedAt: new Date(now - 20 * day),
      expiresAt: new Date(now + 345 * day),
      agreedAt: index % 4 === 3 ? null : new Date(now - 20 * day),
      evidence: index % 4 === 3 ? null : "宿泊カードの同意欄",
    })),
  )
}

function talksOf(dice: Dice, person: Person, now: number): Omit<PastConversation, "customerId">[] {
  const count = dice.weighted([
    [1, 6],
    [2, 3],
    [3, 1],
  ] as const)
  return Array.from({ length: count }, (_, nth) => {
    const [mood, text] = dice.pick<(typeof talks)[number]>(talks)
    const at = new Date(person.joinedAt + dice.between(0.05, 0.98) * (now - person.joinedAt - hour))
    return {
      name: `demo:${person.index}:${nth}`,
      channel: person.home === "online" ? "phone" : "store",
      at,
      mood,
      text,
    }
  })
}
