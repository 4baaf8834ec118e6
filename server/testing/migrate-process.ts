import { armCrashpoint } from "#kernel/crashpoint"
import { type Migration, migratePostgres } from "#kernel/migrate"

// Brings a database up to date in a process of its own, which may be told to die in the middle.
process.once("message", async (order: { ownerUrl: string; migrations: Migration[]; crashAt: string }) => {
  armCrashpoint(order.crashAt)
  await migratePostgres(order.ownerUrl, order.migrations)
  process.exit(0)
})
