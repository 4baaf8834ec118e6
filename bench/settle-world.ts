import { settle } from "./segment-world.ts"

// A process of its own: `settle-world.ts <home> <brand>`. What it leaves in the memory of its engines ends with them.

const [home, brandId] = process.argv.slice(2)
if (!home || !brandId) throw new Error("settle-world.ts <home> <brand>")
await settle(home, brandId)
process.exit(0)
