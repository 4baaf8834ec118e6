import type { Leaf, SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import type { Text } from "../../../ui/text.ts"
import { edited, type Group, isGroup, type Item } from "./edited.ts"
import { type Names, type Part, type Phrase, wordsOf } from "./phrase.ts"
import { didPhrase } from "./phrase-did.ts"
import { orderPhrase } from "./phrase-orders.ts"
import { personPhrase } from "./phrase-person.ts"

/** The words of one condition, whatever its kind. */
export function phraseOf(leaf: Leaf, names: Names): Phrase {
  switch (leaf.kind) {
    case "orders":
    case "orders-against-average":
    case "order-time":
    case "own-interval":
      return orderPhrase(leaf, names)
    case "event":
    case "event-time":
    case "sequence":
    case "engagement":
    case "unanswered-messages":
    case "web-visits":
    case "cart-left":
    case "store-visit":
      return didPhrase(leaf, names)
    default:
      return personPhrase(leaf, names)
  }
}

/** What stands before and after an item's own words, so that the rows of a group read as one sentence. */
export type Frame = { readonly before: Text; readonly ending: "mid" | "end"; readonly after: Text }

export function frameOf({ join, items }: Group, at: number): Frame {
  const item = items[at]
  const rest = items.slice(at + 1)
  const isLast = rest.length === 0
  if (item?.excluded)
    return {
      before: {
        ja: at === 0 || join === "all" ? "ただし、" : "",
        en: at === 0 ? "not those " : `${join === "all" ? "but" : "or"} not those `,
      },
      ending: "end",
      after: {
        ja: isLast ? "人は除く。" : join === "all" ? "人は除き、" : "人は除いた人、または",
        en: isLast ? "." : ",",
      },
    }
  const before = { ja: "", en: at === 0 ? "" : join === "all" ? "and " : "or " }
  if (join === "any")
    return { before, ending: "end", after: { ja: isLast ? "人。" : "人、または", en: isLast ? "." : "," } }
  const isEnd = rest.every(({ excluded }) => excluded)
  return { before, ending: isEnd ? "end" : "mid", after: { ja: isEnd ? "人。" : "、", en: isLast ? "." : "," } }
}

/** The words around a group that stands inside another. */
export const groupWords = (join: Group["join"]): { ja: string; mid: string; end: string; en: string } =>
  join === "all"
    ? { ja: "次のすべてに", mid: "当てはまり", end: "当てはまる", en: "who match all of these" }
    : { ja: "次のどれかに", mid: "当てはまり", end: "当てはまる", en: "who match any of these" }

/** One item in words, without what joins it to its neighbours. */
export function itemText(item: Item, names: Names): Text {
  const { body } = item
  if (!isGroup(body)) {
    const phrase = phraseOf(body, names)
    return { ja: `${wordsOf(phrase.ja)}${phrase.end}`, en: wordsOf(phrase.en) }
  }
  const inner = groupText(body, names)
  return {
    ja: `〔${inner.ja.replace(/。$/, "")}〕に当たる`,
    en: `who are among [those ${inner.en.replace(/\.$/, "")}]`,
  }
}

/** The whole group as a sentence: 過去90日に3回以上購入し、メールで届く人。 */
export function groupText(group: Group, names: Names): Text {
  if (group.items.length === 0)
    return group.join === "all" ? { ja: "すべての人。", en: "everybody." } : { ja: "だれもいない。", en: "nobody." }
  const rows = group.items.map((item, at) => rowText(item, frameOf(group, at), names))
  return { ja: rows.map(({ ja }) => ja).join(""), en: rows.map(({ en }) => en).join(" ") }
}

function rowText(item: Item, frame: Frame, names: Names): Text {
  const { body } = item
  const own = itemText(item, names)
  const ja = isGroup(body)
    ? own.ja.replace(/当たる$/, frame.ending === "mid" ? "当たり" : "当たる")
    : `${wordsOf(phraseOf(body, names).ja)}${phraseOf(body, names)[frame.ending]}`
  return { ja: frame.before.ja + ja + frame.after.ja, en: frame.before.en + own.en + frame.after.en }
}

export const documentText = (document: SegmentDocument, names: Names): Text => groupText(edited(document), names)

export type RowChange = { readonly what: "added" | "removed" | "kept"; readonly words: Text }

/** What differs between two documents, condition by condition, in the order in which they are read. */
export function changesBetween(before: SegmentDocument, after: SegmentDocument, names: Names): RowChange[] {
  const [old, fresh] = [rowsOf(before, names), rowsOf(after, names)]
  const kept = longestShared(
    old.map(({ ja }) => ja),
    fresh.map(({ ja }) => ja),
  )
  const changes: RowChange[] = []
  let at = 0
  for (const words of fresh) {
    if (!kept.has(words.ja)) {
      changes.push({ what: "added", words })
      continue
    }
    while (at < old.length && old[at]?.ja !== words.ja) pushRemoved(changes, old[at++])
    at++
    changes.push({ what: "kept", words })
  }
  while (at < old.length) pushRemoved(changes, old[at++])
  return changes
}

const pushRemoved = (changes: RowChange[], words: Text | undefined) => {
  if (words) changes.push({ what: "removed", words })
}

function rowsOf(document: SegmentDocument, names: Names): Text[] {
  const group = edited(document)
  const mark = group.join === "any" ? { ja: "または ", en: "or " } : { ja: "", en: "" }
  return group.items.map((item) => {
    const own = itemText(item, names)
    return item.excluded
      ? { ja: `${mark.ja}${own.ja}人を除く`, en: `${mark.en}not those ${own.en}` }
      : { ja: `${mark.ja}${own.ja}人`, en: `${mark.en}those ${own.en}` }
  })
}

/** The words that stand in both, in the same order. */
function longestShared(one: readonly string[], other: readonly string[]): ReadonlySet<string> {
  const lengths = one.map(() => other.map(() => 0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row) row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const shared = new Set<string>()
  let [i, j] = [0, 0]
  while (i < one.length && j < other.length) {
    const word = one[i]
    if (word !== undefined && word === other[j]) {
      shared.add(word)
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return shared
}

export type { Part }
