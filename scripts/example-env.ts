// Writes .env.example from the one place where settings are described. `--check` compares instead.
import { readFileSync, writeFileSync } from "node:fs"
import { exampleEnv } from "../server/kernel/config.ts"

if (!process.argv.includes("--check")) writeFileSync(".env.example", exampleEnv())
else if (readFileSync(".env.example", "utf8") !== exampleEnv()) {
  console.error(".env.example is not what server/kernel/config.ts describes: run node scripts/example-env.ts")
  process.exit(1)
}
