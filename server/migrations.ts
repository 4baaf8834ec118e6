import { capabilities } from "./capabilities.ts"
import { type Migration, readMigrations } from "./kernel/migrate.ts"

/** Every Postgres migration of the product, the kernel's first, then the capabilities' in reading order. */
export const productMigrations = (): Migration[] =>
  readMigrations([
    { area: "kernel", folder: new URL("./kernel/migrations/", import.meta.url) },
    ...capabilities.map((c) => ({ area: c.name, folder: c.migrations })),
  ])

/** Every ClickHouse migration. */
export const productFactMigrations = (): Migration[] =>
  readMigrations(capabilities.map((c) => ({ area: c.name, folder: c.factMigrations })))
