import { isUnreachable } from "#kernel/db"

/** Does again what found no free connection, as every caller who is told to come back shortly does (F16). */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isUnreachable(error)) throw error
    }
  }
}
