import { isUnreachable } from "#kernel/db"

/**
 * One turn of a process of its own. Where the machine is so busy that Postgres does not answer in time, the turn is taken
 * again, as the product's loops do; any other error ends the process.
 */
export async function patiently<T>(turn: () => Promise<T>, left = 20): Promise<T> {
  try {
    return await turn()
  } catch (error) {
    if (left === 0 || !isUnreachable(error)) throw error
    return patiently(turn, left - 1)
  }
}
