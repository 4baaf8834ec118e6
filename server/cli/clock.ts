import type { Command } from "commander"
import { clockMoves, confirmClocks } from "#queue"
import type { ClockMove } from "../kernel/clock-watch.ts"
import type { Text } from "../kernel/text.ts"
import { say, withInstallation } from "./installation.ts"
import { spoken } from "./language.ts"

/** `maido clock` and `maido clock confirm`: what is known of clocks that moved, and that they may be believed (F60). */
export function clockCommands(program: Command): void {
  const command = program.command("clock").description("whether the clock moved, so that mass work waits")
  command
    .command("show", { isDefault: true })
    .description("say which clocks moved; exits 1 while mass work waits for somebody to look")
    .option("--json", "for machines")
    .action(({ json }: { json?: boolean }) =>
      withInstallation(async ({ platform }) => {
        const moves = await clockMoves(platform)
        if (json) say(JSON.stringify({ ok: moves.length === 0, moves }))
        else if (moves.length === 0) say(spoken(steady))
        else for (const move of moves) say(spoken(moved(move)))
        process.exitCode = moves.length === 0 ? 0 : 1
      }),
    )
  command
    .command("confirm")
    .description("the clocks are right: let the work that waits go on")
    .option("--json", "for machines")
    .action(({ json }: { json?: boolean }) =>
      withInstallation(async ({ platform }) => {
        const by = { kind: "system", reason: "command line" } as const
        const moves = await confirmClocks({ ...platform, actor: by, cause: "maido clock confirm" })
        if (json) return say(JSON.stringify({ ok: true, moves }))
        say(spoken(moves.length === 0 ? steady : goesOn))
      }),
    )
}

const steady: Text = { ja: "時計のずれはありません。", en: "No clock moved." }
const goesOn: Text = { ja: "時計を確かめました。止めていた処理を再開します。", en: "Confirmed: what waited goes on." }

function moved({ what, machine, movedMs, noticedAt }: ClockMove): Text {
  const hours = (Math.abs(movedMs) / 3_600_000).toFixed(1)
  const at = noticedAt.toISOString()
  const whose = what === "database" ? { ja: "データベース", en: "the database" } : { ja: machine, en: machine }
  return {
    ja: `${whose.ja} の時計が ${hours} 時間${movedMs > 0 ? "進みました" : "戻りました"}（${at} に気づきました）。正しいことを確かめたら maido clock confirm を実行してください。`,
    en: `The clock of ${whose.en} went ${movedMs > 0 ? "ahead" : "back"} by ${hours} h (noticed ${at}). Make sure that it is right, then: maido clock confirm`,
  }
}
