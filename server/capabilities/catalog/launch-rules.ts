/** One product before and after a snapshot of it was taken in; `before` null: nobody had heard of it. */
export type Change = {
  readonly productId: string
  readonly externalId: string
  readonly title: string
  readonly before: string | null
  readonly status: string
}

/** More at once are no launch but an import: a shop that has just been connected, a catalogue that was moved. */
const mostAtOnce = 20

/** Which of these are news to tell people of (D24). `isKnownSource`: products of this shop were known before today. */
export function launchesIn(changes: readonly Change[], isKnownSource: boolean): readonly Change[] {
  const launched = changes.filter(
    ({ before, status }) => status === "active" && (before === "draft" || (before === null && isKnownSource)),
  )
  return launched.length > mostAtOnce ? [] : launched
}
