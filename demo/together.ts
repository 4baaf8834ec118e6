/** Waits for all of them, also when one fails: nothing goes on behind the back of whoever hears of the failure. */
export async function together(all: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(all)) if (result.status === "rejected") throw result.reason
}
