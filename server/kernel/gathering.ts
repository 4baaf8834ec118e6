/** One piece of work's question, waiting for its answer. */
export type AskedItem = {
  readonly item: unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What pieces of work that go side by side in one transaction are about to ask, by the name of the question. */
export type Gathering = Map<string, AskedItem[]>
