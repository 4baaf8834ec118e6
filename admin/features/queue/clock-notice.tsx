import { readClocks, trustClocks } from "../../../server/capabilities/queue/contract-clock.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Halted } from "../../../ui/halted.tsx"
import { useText } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useSession } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Move = Reply<typeof readClocks>["items"][number]

/** Clocks that moved, for which mass work waits; nothing while time can be believed. */
export function ClockNotice() {
  const t = useText()
  const { staff } = useSession()
  const toast = useToast()
  const clocks = useCall(readClocks, {}, { everyMs: 15_000 })
  const trust = useAct(trustClocks, {
    done: () => toast({ words: { ja: "止めていた処理を再開します。", en: "What waited goes on." } }),
  })
  const moves = clocks.data?.items ?? []
  if (moves.length === 0) return null
  return (
    <Halted
      name={{ ja: "時計のずれ", en: "A clock moved" }}
      title={{ ja: "時計が大きく動きました", en: "A clock moved" }}
      action={
        staff.runsInstallation ? (
          <Button
            label={{ ja: "時計は正しい。再開する", en: "The clock is right: go on" }}
            busy={trust.busy}
            onClick={() => trust.run({})}
          />
        ) : (
          <p className="tiny quiet">
            {t({ ja: "この Maido の管理者が再開できます。", en: "Those who run this Maido can let it go on." })}
          </p>
        )
      }
    >
      {moves.map((move) => (
        <MoveLine key={move.moveId} move={move} />
      ))}
      <p className="tiny quiet">
        {t({
          ja: "日付で決まる一斉の処理（保存期限の削除、セグメントの見直し、遅れの判定）を止めています。注文の取り込みやメールは動いています。いまの日時が正しいことを確かめてください。",
          en: "Work on many people at once that depends on the date waits: deletions, segments, lateness. Orders and mails go on. Make sure that the date and time are right.",
        })}
      </p>
    </Halted>
  )
}

function MoveLine({ move: { what, machine, movedMs, noticedAt } }: { move: Move }) {
  const t = useText()
  const hours = (Math.abs(movedMs) / 3_600_000).toFixed(1)
  const whose = what === "database" ? { ja: "データベース", en: "the database" } : same(machine)
  return (
    <p>
      {t({
        ja: `${whose.ja}の時計が${hours}時間${movedMs > 0 ? "進みました" : "戻りました"}。気づいたのは`,
        en: `The clock of ${whose.en} went ${movedMs > 0 ? "ahead" : "back"} by ${hours} h, noticed `,
      })}
      <DateText at={noticedAt} beside />
    </p>
  )
}
