/** Every place in the facts that the samples fill, as `order.number`; members of a list as `order.items`. Sorted. */
export function pathsOf(samples: readonly unknown[]): string[] {
  const found = new Set<string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [name, member] of Object.entries(value)) walk(member, path === "" ? name : `${path}.${name}`)
      return
    }
    if (value !== undefined && path !== "") found.add(path)
  }
  for (const sample of samples) walk(sample, "")
  return [...found].sort()
}
