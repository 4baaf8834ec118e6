import { Command } from "commander"
import { auditCommands } from "./cli/audit.ts"
import { clockCommands } from "./cli/clock.ts"
import { demoCommands } from "./cli/demo.ts"
import { doctorCommand } from "./cli/doctor.ts"
import { exportCommands } from "./cli/export.ts"
import { importCommands } from "./cli/import.ts"
import { ledgerCommands } from "./cli/ledger.ts"
import { rebuildCommand } from "./cli/rebuild-analytics.ts"
import { staffCommands } from "./cli/staff.ts"

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
