/** Whether `error` carries one of these codes: of the system (ENOENT) or of Postgres (28P01). */
export const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code))

/** One line that says what went wrong; connection attempts to several addresses hide it one level down. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error)
}
