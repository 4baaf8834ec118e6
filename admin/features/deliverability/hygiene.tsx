import { useState } from "react"
import { getHygiene, postRetire } from "../../../server/capabilities/deliverability/contract.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { segmentOf } from "../../app/segment-address.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** Who reacts to nothing: how many, and what may be done with one click (C14, C26). */
export function Hygiene() {
  const found = useCall(getHygiene, {}, { everyMs: 120_000, keep: true })
  return (
    <Section title={{ ja: "名簿の手入れ", en: "Care of the list" }}>
      <Loaded of={found} what={{ ja: "数えられませんでした", en: "It could not be counted" }}>
        {(hygiene) => <Asleep hygiene={hygiene} />}
      </Loaded>
    </Section>
  )
}

function Asleep({ hygiene }: { hygiene: Reply<typeof getHygiene> }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { number } = useFormat()
  const [isAsked, setAsked] = useState(false)
  const { asleep, isMore, rule, resting } = hygiene
  const retire = useAct(postRetire, {
    refresh: [getHygiene],
    done: () =>
      toast({
        words: { ja: "休止にしています。数分で終わります。", en: "They are being let rest. It takes minutes." },
      }),
  })
  const count = `${number(asleep)}${isMore ? "+" : ""}`
  const window = { kind: "last", n: rule.withinDays, unit: "day" } as const
  const segment = segmentOf({
    kind: "all",
    of: [
      { kind: "engagement", signal: "sent", window, range: { atLeast: rule.letters } },
      { kind: "engagement", signal: "engaged", window, range: { atMost: 0 } },
    ],
  })
  const atRest = resting > 0 && (
    <p className="small delivery-below">
      <Link to={segmentOf({ kind: "field", field: "letters.resting", test: { isTrue: true } })}>
        {t({ ja: `いまお休み中：${number(resting)}人`, en: `At rest at this moment: ${number(resting)}` })}
      </Link>
    </p>
  )
  if (asleep === 0)
    return (
      <>
        <p className="small quiet delivery-below">
          {t({
            ja: `${number(rule.withinDays)}日に${number(rule.letters)}通以上送って、何の反応もない人はいません。`,
            en: `Nobody got ${number(rule.letters)} letters in ${number(rule.withinDays)} days without any reaction.`,
          })}
        </p>
        {atRest}
      </>
    )
  return (
    <>
      <p className="delivery-below">
        {t({
          ja: `${count}人が、${number(rule.withinDays)}日に${number(rule.letters)}通以上のお便りに何の反応もなく、買い物も来店もしていません。`,
          en: `${count} people reacted to none of ${number(rule.letters)} or more letters in ${number(rule.withinDays)} days, and neither bought nor visited.`,
        })}
      </p>
      <p className="small quiet">
        {t({
          ja: "送りつづけると迷惑メールと判断されやすくなります。休止にしても注文のお知らせは届き、本人の反応や同意があれば戻ります。",
          en: "Writing on makes spam filters suspicious. At rest they still get notices of orders, and come back by a sign or a yes of theirs.",
        })}
      </p>
      {may("messages:send") && (
        <ButtonRow>
          <Button
            label={{ ja: `${count}人を休止にする`, en: `Let ${count} rest` }}
            busy={retire.busy}
            onClick={() => setAsked(true)}
          />
          <ButtonLink look="text" to={segment} label={{ ja: "セグメントにする", en: "Make a segment" }} />
        </ButtonRow>
      )}
      {atRest}
      <p className="small">
        <Link to="/settings/deliverability">{t({ ja: "きまりを変える", en: "Change the rule" })}</Link>
      </p>
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={{ ja: `${count}人へのお便りを休止にしますか`, en: `Let ${count} people rest?` }}
        confirm={{ ja: "休止にする", en: "Let them rest" }}
        onConfirm={() => {
          retire.run({})
          setAsked(false)
        }}
      >
        <p>
          {t({
            ja: "どの経路のお便りも止まります。一人ずつなら、お客様の画面から戻せます。",
            en: "Letters stop on every channel. Each of them can be brought back on the customer's page.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}
