import { Command } from "commander"
import { demoCommands } from "./cli/demo.ts"
import { doctorCommand } from "./cli/doctor.ts"
import { exportCommands } from "./cli/export.ts"
import { importCommands } from "./cli/import.ts"
import { rebuildCommand } from "./cli/rebuild-analytics.ts"

// `maido <verb>`: works without questions; `--json` for machines; bars only on a terminal.
const program = new Command("maido").description("毎度 Maido: what happens after the checkout").version("0.1.0")
for (const add of [doctorCommand, importCommands, exportCommands, rebuildCommand, demoCommands]) add(program)
await program.parseAsync()
