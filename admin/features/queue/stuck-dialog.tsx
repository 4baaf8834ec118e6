import {
  countStuck,
  discardStuck,
  listStuck,
  retryStuck,
  settleStuck,
} from "../../../server/capabilities/queue/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import { counted, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { placeOf, reasonWords, type Stuck, states } from "./words.ts"

const refresh = [listStuck, countStuck]

/** Why it is stuck, and the decisions that a person may take about it. */
export function StuckDialog({ stuck, onClose }: { stuck: Stuck; onClose: () => void }) {
  const t = useText()
  const toast = useToast()
  const close = (words: Text) => () => {
    onClose()
    toast({ words })
  }
  const retry = useAct(retryStuck, { refresh, done: close({ ja: "やり直します。", en: "It is done again." }) })
  const settle = useAct(settleStuck, { refresh, done: close({ ja: "決めました。", en: "Settled." }) })
  const discard = useAct(discardStuck, { refresh, done: close({ ja: "片づけました。", en: "Discarded." }) })
  const busy = retry.busy || settle.busy || discard.busy
  const { id } = stuck
  const place = placeOf(stuck.subject)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={stuck.title}
      actions={
        <>
          <Button label={{ ja: "片づける", en: "Discard" }} busy={discard.busy} onClick={() => discard.run({ id })} />
          {stuck.mayFindOut && (
            <>
              <Button
                label={{ ja: "済んでいなかった", en: "It did not happen" }}
                busy={settle.busy}
                onClick={() => settle.run({ id, happened: false })}
              />
              <Button
                label={{ ja: "済んでいた", en: "It happened" }}
                busy={settle.busy}
                onClick={() => settle.run({ id, happened: true })}
              />
            </>
          )}
          <Button
            look="go"
            label={{ ja: "やり直す", en: "Do it again" }}
            busy={busy}
            onClick={() => retry.run({ id })}
          />
        </>
      }
    >
      <p>
        <Status {...states[stuck.state]} />
      </p>
      <p>{t(reasonWords(stuck.reason))}</p>
      {stuck.state === "unknown" && (
        <p className="small quiet">
          {t({
            ja: "済んだかどうか、こちらからは分かりません。やり直すと、二度目になるかもしれません。",
            en: "From here nobody can tell whether it happened. Done again, it may be the second time.",
          })}
        </p>
      )}
      <Facts stuck={stuck} />
      {place && <ButtonLink look="text" to={place} label={{ ja: "メッセージを見る", en: "See the message" }} />}
    </Dialog>
  )
}

function Facts({ stuck }: { stuck: Stuck }) {
  const t = useText()
  const { number } = useFormat()
  return (
    <>
      <p className="small quiet">
        {t({
          ja: `${number(stuck.attempts)}回試しました。頼まれたのは `,
          en: `Tried ${counted(stuck.attempts, "time")}. Asked for at `,
        })}
        <DateText at={stuck.createdAt} />
        {t(
          stuck.state === "retrying"
            ? { ja: "、次は ", en: ", next at " }
            : { ja: "、終わったのは ", en: ", ended at " },
        )}
        <DateText at={stuck.at} />
      </p>
      <p className="small quiet">
        <code>{`${stuck.kind} ${stuck.key}`}</code>
      </p>
    </>
  )
}
