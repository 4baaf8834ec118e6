import "../tsx.ts"
import { Command } from "commander"
import { importCommands } from "../cli/import.ts"

/** `maido import …` as a process of its own, to be killed. */
const program = new Command("maido")
importCommands(program)
await program.parseAsync()
