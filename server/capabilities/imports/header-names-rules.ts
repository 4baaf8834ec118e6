/** Names of columns, parted by bars, the best first. */
export const named = (names: string): readonly string[] => names.split("|")
