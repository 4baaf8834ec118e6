import type { IdentityFact } from "#customers"
import { prefectureOf } from "#kernel/prefectures"
import { storeIds, stores } from "./brand.ts"
import type { Dice } from "./dice.ts"
import { toldOnCard } from "./knowledge.ts"
import type { Consent, Person } from "./model.ts"
import { englishNames, familyNames, mensNames, womensNames } from "./names.ts"
import { buildings, streets, type Town, towns } from "./places.ts"
import { products } from "./products.ts"
import { day, dayText, hour, midnight } from "./times.ts"

const lastingOnes = products.filter((product) => product.lastsDays !== null && product.isFirst)

/** Somebody who comes to know the brand at that time. */
export function makePerson(dice: Dice, index: number, joinedAt: number): Person {
  const town = dice.weighted(towns)
  const isEnglish = dice.chance(0.025)
  const names = isEnglish ? englishName(dice) : japaneseName(dice)
  const home = homeOf(dice, town)
  const isCardOnly = home !== "online" && dice.chance(0.35)
  const isOnline = home === "online" || (!isCardOnly && dice.chance(0.5))
  const favourite = () => dice.weighted(lastingOnes.map((product) => [product.id, product.liking] as const))
  return {
    index,
    ...names,
    email: isCardOnly ? null : `${mailNames[index % mailNames.length]}${1_000 + index}@example.jp`,
    phone: dice.chance(0.7) ? `090-0000-${String(index).padStart(4, "0")}` : null,
    language: isEnglish ? "en" : "ja",
    bornOn: dice.chance(0.45) ? dayText(joinedAt - dice.whole(20 * 365, 68 * 365) * day) : null,
    town,
    street: `${dice.pick(streets)}${dice.whole(1, 5)}-${dice.whole(1, 20)}-${dice.whole(1, 12)}`,
    building: dice.chance(0.5) ? `${dice.pick(buildings)} ${dice.whole(1, 9)}0${dice.whole(1, 8)}` : null,
    zip: `${town.zip}-00${String(dice.whole(0, 99)).padStart(2, "0")}`,
    home,
    shopId: isOnline ? `${7_300_000_000_000 + index}` : null,
    posId: home !== "online" || dice.chance(0.06) ? `C${100_000 + index}` : null,
    joinedAt,
    pace: dice.spread(0.35),
    favourites: [favourite(), favourite()],
    isGiver: dice.chance(0.14),
  }
}

const mailNames = [
  "hana",
  "sora",
  "umi",
  "yuki",
  "mori",
  "kaze",
  "hoshi",
  "haru",
  "aki",
  "nagi",
  "rin",
  "ume",
  "koto",
  "fuji",
]

function japaneseName(dice: Dice) {
  const [familyName, familyKana] = dice.pick(familyNames)
  const [givenName, givenKana] = dice.chance(0.86) ? dice.pick(womensNames) : dice.pick(mensNames)
  // Shops seldom ask how a name is read; the stores' cards do.
  return dice.chance(0.6)
    ? { familyName, familyKana, givenName, givenKana }
    : { familyName, familyKana: null, givenName, givenKana: null }
}

function englishName(dice: Dice) {
  const [familyName, givenName] = dice.pick(englishNames)
  return { familyName, givenName, familyKana: null, givenKana: null }
}

function homeOf(dice: Dice, town: Town): Person["home"] {
  const near = storeIds.find((id) => stores[id].prefecture === town.prefecture)
  return near && dice.chance(town.city === "鎌倉市" || town.city === "新宿区" ? 0.6 : 0.25) ? near : "online"
}

/** What the shop tells of a person when they first appear. */
export function factOf(person: Person, shopSource: string): IdentityFact {
  const { email, phone, shopId, posId } = person
  const issuer = cardIssuer(person)
  const card = toldOnCard(person)
  return {
    identities: [
      ...(shopId ? [{ kind: "shop" as const, issuer: shopSource, value: shopId }] : []),
      ...(email ? [{ kind: "email" as const, issuer: "", value: email }] : []),
      ...(posId ? [{ kind: "pos" as const, issuer, value: posId }] : []),
    ],
    profile: {
      ...(card && { properties: card }),
      displayName:
        person.language === "en"
          ? `${person.givenName} ${person.familyName}`
          : `${person.familyName} ${person.givenName}`,
      familyName: person.familyName,
      givenName: person.givenName,
      familyKana: person.familyKana,
      givenKana: person.givenKana,
      phone,
      language: person.language,
      bornOn: person.bornOn,
      address: {
        country: "JP",
        postalCode: person.zip,
        prefecture: prefectureName(person),
        city: person.town.city,
        street: person.street,
        building: person.building,
        company: null,
      },
    },
    source: shopId ? "shopify" : "pos",
    at: new Date(person.joinedAt),
  }
}

export const cardIssuer = ({ home }: Pick<Person, "home">): string =>
  stores[home === "online" ? "kamakura" : home].posSource

export const prefectureName = ({ town }: Pick<Person, "town">): string => prefectureOf(town.prefecture)?.name.ja ?? ""

/** What they agreed to, and what became of it. */
export function consentsOf(dice: Dice, person: Person, now: number): Consent[] {
  const { index, joinedAt, language } = person
  const said = (
    channel: Consent["channel"],
    state: Consent["state"],
    source: string,
    at: number,
    evidence: Record<string, unknown>,
  ) => ({
    person: index,
    channel,
    state,
    source,
    at: new Date(at),
    wording: source === "store-card" ? "card-2024-10" : "checkout-2024-09",
    locale: language === "ja" ? "ja-JP" : "en",
    evidence,
  })
  const consents: Consent[] = []
  if (person.email && dice.chance(0.68)) {
    const source = person.shopId ? "checkout" : "store-card"
    const evidence = person.shopId
      ? { page: "/checkout", box: "unticked at first" }
      : { card: person.posId, signed: true }
    consents.push(said("email", "given", source, joinedAt, evidence))
    const leftAt = midnight(joinedAt + dice.whole(20, 500) * day) + dice.whole(8, 23) * hour
    if (dice.chance(0.12) && leftAt < now)
      consents.push(said("email", "withdrawn", "one-click", leftAt, { link: "List-Unsubscribe" }))
  }
  if (person.posId && dice.chance(0.3))
    consents.push(said("post", "given", "store-card", joinedAt, { card: person.posId, signed: true }))
  if (dice.chance(0.22))
    consents.push(
      said("line", "given", "opt-in-page", joinedAt + hour > now ? joinedAt : joinedAt + hour, { page: "/line" }),
    )
  return consents
}
