import type { Command } from "commander"
import { wayBack } from "#brands"
import { ExpectedError } from "../kernel/errors.ts"
import { say, withInstallation } from "./installation.ts"
import { spoken } from "./language.ts"

/** `maido staff reset <email>`: for whoever lost the password and the second factor, when nobody is left who could help. */
export function staffCommands(program: Command): void {
  const command = program.command("staff").description("the people who work here")
  command
    .command("reset <email>")
    .description(
      "print a link, good once and for 30 minutes, that sets password and second factor anew; signs them out",
    )
    .option("--json", "for machines")
    .action((email: string, { json }: { json?: boolean }) =>
      withInstallation(async ({ platform }) => {
        try {
          const ctx = {
            ...platform,
            actor: { kind: "system", reason: "command line" },
            cause: "maido staff reset",
          } as const
          const { link, expiresAt } = await wayBack(ctx, email)
          if (json) return say(JSON.stringify({ ok: true, link, expiresAt }))
          say(
            spoken({
              ja: `${email} のすべての端末をサインアウトしました。次のリンクで、パスワードと二段階認証を設定し直せます（1回だけ、30分以内）。`,
              en: `${email} is signed out everywhere. This link sets password and second factor anew, once, within 30 minutes:`,
            }),
          )
          say(`\n${link}\n`)
        } catch (error) {
          if (!(error instanceof ExpectedError)) throw error
          if (json) say(JSON.stringify({ ok: false, code: error.code, message: error.sentence }))
          else process.stderr.write(`${spoken(error.sentence)}\n`)
          process.exitCode = 1
        }
      }),
    )
}
