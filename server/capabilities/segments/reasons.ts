import { brandById } from "#brands"
import { propertyDefinitions } from "#customers"
import { eventTitle } from "#events"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import { reasonKey } from "./apply-differences.ts"
import { hasBit } from "./bits-rules.ts"
import { eventNamesIn } from "./document-rules.ts"
import { decisive, explain } from "./explain-rules.ts"
import type { Difference } from "./facts-answers.ts"
import { segmentFields } from "./fields.ts"
import { attributeLabels } from "./labels-rules.ts"
import { lower, type Setting } from "./lower-rules.ts"
import type { Live } from "./model-stored.ts"
import { factsOfMany } from "./people.ts"
import type { Words } from "./sentences-rules.ts"
import { selectSegments } from "./storage.ts"
import type { Reason } from "./storage-members.ts"

/** When more move at once, that they did is told without each one's reason; it can be asked for. */
const mostReasons = 100

/** In words, with each one's own values, why these people entered or left, by `reasonKey`. */
export async function reasonsOf(
  ctx: Context,
  different: readonly Difference[],
  live: readonly Live[],
  setting: Setting,
): Promise<Map<string, Reason>> {
  const moves = different.flatMap(({ customerId, isThere, before, after }) =>
    live
      .filter((l) => isThere && hasBit(before, l.number) !== hasBit(after, l.number))
      .map((l) => ({ customerId, live: l })),
  )
  if (moves.length === 0 || moves.length > mostReasons) return new Map()
  const names = [...new Set(moves.flatMap(({ live }) => eventNamesIn(lower(live.who, setting, [live.segmentId]))))]
  const people = await factsOfMany(ctx, [...new Set(moves.map((move) => move.customerId))], names)
  const words = await wordsOf(ctx)
  return new Map(
    moves.flatMap(({ customerId, live }) => {
      const facts = people.get(customerId)
      return facts
        ? [
            [
              reasonKey(live.segmentId, customerId),
              decisive(explain(live.who, { facts, setting, words, looksAhead: false })),
            ] as const,
          ]
        : []
    }),
  )
}

/** What the brand calls its segments, fields and amounts. */
export async function wordsOf(ctx: Context): Promise<Words> {
  const names = new Map((await selectSegments(ctx)).map((s) => [s.segmentId, { ja: s.nameJa, en: s.nameEn }]))
  const properties = new Map((await propertyDefinitions(ctx)).map((d) => [d.key, d.label]))
  const fields = new Map(ctx.product.contributed(segmentFields).map((field) => [field.key, field.label]))
  const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const same = (name: string): Text => ({ ja: name, en: name })
  return {
    event: eventTitle,
    segment: (id) => names.get(id) ?? same("?"),
    field: (kind, key) =>
      (kind === "attribute" ? attributeLabels[key] : kind === "property" ? properties.get(key) : fields.get(key)) ??
      same(key),
    money: (minor) => moneyWords(minor, currency),
  }
}

function moneyWords(minor: number, currency: string): Text {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 0
  const amount = minor / 10 ** digits
  const shown = (locale: string) => new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount)
  return { ja: shown("ja-JP"), en: shown("en-US") }
}
