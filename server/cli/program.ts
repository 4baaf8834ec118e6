import { Command } from "commander"
import { auditCommands } from "./audit.ts"
import { clockCommands } from "./clock.ts"
import { demoCommands } from "./demo.ts"
import { doctorCommand } from "./doctor.ts"
import { exportCommands } from "./export.ts"
import { importCommands } from "./import.ts"
import { ledgerCommands } from "./ledger.ts"
import { rebuildCommand } from "./rebuild-analytics.ts"
import { staffCommands } from "./staff.ts"

// `maido <verb>`: works without questions; `--json` for machines; bars only on a terminal.
const program = new Command("maido").description("毎度 Maido: what happens after the checkout").version("0.1.0")
const commands = [
  doctorCommand,
  importCommands,
  exportCommands,
  rebuildCommand,
  auditCommands,
  ledgerCommands,
  clockCommands,
  staffCommands,
  demoCommands,
]
for (const add of commands) add(program)
await program.parseAsync()
