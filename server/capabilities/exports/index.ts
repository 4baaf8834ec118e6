export { type ExportFormat, exportFormats, type ExportKind, exportKinds } from "./model.ts"
export { streamRows } from "./run-export.ts"
export { writeFile } from "./write-file.ts"
