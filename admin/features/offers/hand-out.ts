/** Gives the operator a file of text; with the mark by which spreadsheets know UTF-8. */
export function handOut(name: string, csv: string): void {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv" }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
