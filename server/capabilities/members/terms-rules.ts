/** The version that a member must have accepted: the newest that asks for it; those after it are held to be accepted. */
export function askedVersion(
  published: readonly { readonly version: number; readonly document: { readonly asksAgain: boolean } }[],
): number | null {
  const newestFirst = published.toSorted((a, b) => b.version - a.version)
  // The first terms of all have to be accepted, whatever they say.
  return newestFirst.find(({ document }) => document.asksAgain)?.version ?? newestFirst.at(-1)?.version ?? null
}
