export * from "./contract-letters.ts"
export * from "./contract-log.ts"
export * from "./contract-mailbox.ts"
export * from "./contract-templates.ts"
