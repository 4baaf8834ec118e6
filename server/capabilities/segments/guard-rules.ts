import type { GuardNote } from "./model-segment.ts"

export type Guarded = {
  readonly segmentId: string
  readonly name: { readonly ja: string; readonly en: string }
  readonly members: number
  /** Ready-made ones are there for everybody and need no defence. */
  readonly isNamed: boolean
  readonly createdAt: Date
  readonly usedAt: Date | null
}

export type Pair = { readonly a: number; readonly b: number; readonly both: number }

const dayMs = 86_400_000
/** Fewer than this and fewer than one in a thousand: too few to learn anything from. */
const tinyPeople = 20
const unusedDays = 60
const muchShared = 0.9

/** What could be tidied up: tiny, unused, and those that hold almost the same people (X19, D03). */
export function guardNotes(
  segments: readonly Guarded[],
  pairs: readonly Pair[],
  people: number,
  now: Date,
): GuardNote[] {
  const notes: GuardNote[] = []
  for (const segment of segments) {
    if (segment.isNamed) continue
    const size = sizeNote(segment, people)
    if (size) notes.push(size)
    const idleMs = now.getTime() - (segment.usedAt ?? segment.createdAt).getTime()
    if (idleMs > unusedDays * dayMs)
      notes.push({
        segmentId: segment.segmentId,
        why: "unused",
        sentence: {
          ja: `${unusedDays}日以上使われていません。しまうことをおすすめします。`,
          en: `Nobody has used it for ${unusedDays} days. Consider archiving it.`,
        },
        otherId: null,
        overlap: null,
      })
  }
  for (const { a, b, both } of pairs) {
    const [one, other] = [segments[a], segments[b]]
    if (!one || !other || a === b || (one.isNamed && other.isNamed)) continue
    const note = overlapNote(one, other, both)
    if (note) notes.push(note)
  }
  return notes
}

function sizeNote({ segmentId, members }: Guarded, people: number): GuardNote | undefined {
  if (members >= tinyPeople || members > people / 1_000) return undefined
  const sentence =
    members === 0
      ? { ja: "だれも入っていません。条件を見直してください。", en: "It holds nobody. Look at its conditions again." }
      : {
          ja: `${members}人だけです。分けすぎていないか、見直してください。`,
          en: `It holds only ${members}. See whether it is split too finely.`,
        }
  return { segmentId, why: members === 0 ? "empty" : "tiny", sentence, otherId: null, overlap: null }
}

/** The smaller of the two is proposed to be merged into the larger; a ready-made one is never the one to go. */
function overlapNote(one: Guarded, other: Guarded, both: number): GuardNote | undefined {
  const smaller = Math.min(one.members, other.members)
  const larger = Math.max(one.members, other.members)
  // Being a part of something far larger is what segments are for; holding almost the same people is not.
  if (smaller === 0 || larger === 0 || both / larger < muchShared) return undefined
  const [goes, stays] = other.isNamed || (!one.isNamed && one.members <= other.members) ? [one, other] : [other, one]
  const isSame = both === larger
  return {
    segmentId: goes.segmentId,
    why: isSame ? "same" : "overlapping",
    sentence: {
      ja: `「${stays.name.ja}」と${Math.round((both / larger) * 100)}%が同じ人です。ひとつにまとめられます。`,
      en: `${Math.round((both / larger) * 100)}% are the same people as in “${stays.name.en}”. The two could be one.`,
    },
    otherId: stays.segmentId,
    overlap: both / smaller,
  }
}
