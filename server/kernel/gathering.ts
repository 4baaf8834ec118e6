/** One piece of work's question, waiting for its answer. */
export type AskedItem = {
  readonly item: unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What pieces of work that go side by side in one transaction have asked and wait for. */
export type Gathering = {
  /** How many pieces have not ended yet. */
  live: number
  /** How many of them wait for an answer. */
  waiting: number
  /** By the name of the question: who has asked, and how all of them are answered. */
  readonly questions: Map<string, { readonly asked: AskedItem[]; readonly answer: () => void }>
}
