import { CallError } from "./call.ts"
import { askForProof } from "./proof.ts"

export const proofNeeded = "kernel.FreshSignInNeeded"

/** Asks the person to prove who they are when that is all that was missing, and does it then. */
export async function withProof<R>(act: () => Promise<R>): Promise<R> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== proofNeeded || !(await askForProof())) throw error
    return act()
  }
}
