export const textOf = (values: readonly string[]): string => values.join("\n")

/** What stands on the lines of a text; a line that is being written stays as it is. */
export const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
