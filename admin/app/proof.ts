/**
 * Sensitive changes want a fresh proof of who one is (kernel.FreshSignInNeeded). Whoever can ask for one says so here;
 * a write that was refused for it then asks, and is tried again.
 */
type Ask = () => Promise<boolean>

let asker: Ask | undefined

/** True once the person has proved anew who they are; false when they would rather not. */
export const askForProof: Ask = () => asker?.() ?? Promise.resolve(false)

/** Gives back how to stop asking. */
export function proofIsAskedBy(ask: Ask): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}
