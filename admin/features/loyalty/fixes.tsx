import { useState } from "react"
import { listFixes, listVersions, postFix } from "../../../server/capabilities/loyalty/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useNow } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

export const fixStates = {
  "looked-at": { is: "draft", label: { ja: "見ただけ", en: "Only looked at" } },
  applied: { is: "done", label: { ja: "実行した", en: "Applied" } },
  reversed: { is: "none", label: { ja: "取り消した", en: "Taken back" } },
} as const

/** Corrections of past orders: looked at first, then applied, and taken back if need be. */
export function FixesPage() {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const fixes = useCall(listFixes, {})
  return (
    <Page
      title={{ ja: "過去の注文のやり直し", en: "Corrections of past orders" }}
      above={[{ label: { ja: "会員制度", en: "Programme" }, to: "/loyalty" }]}
      actions={
        may("loyalty:write") && (
          <Button look="go" label={{ ja: "数え直してみる", en: "Reckon anew" }} onClick={() => setOpen(true)} />
        )
      }
    >
      <Loaded of={fixes} what={{ ja: "やり直しを読み込めませんでした", en: "The corrections could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "告知と違う倍率で付けてしまったときなどに、期間の注文を正しい版で数え直します。まず差を見て、それから実行します。",
                en: "When points were given by the wrong rules, orders of that time are reckoned anew by the right version: first you see the difference, then you apply it.",
              }}
            />
          ) : (
            <Table
              label={{ ja: "やり直し", en: "Corrections" }}
              rows={items}
              rowKey={({ fixId }) => fixId}
              to={({ fixId }) => `/loyalty/fixes/${fixId}`}
              columns={[
                { key: "reason", head: { ja: "理由", en: "Reason" }, cell: ({ reason }) => reason },
                {
                  key: "state",
                  head: { ja: "状態", en: "State" },
                  cell: ({ state }) => <Status {...fixStates[state]} />,
                },
                {
                  key: "time",
                  head: { ja: "注文の期間", en: "Orders of" },
                  cell: ({ from, until }) => (
                    <>
                      <DateText at={from} /> – <DateText at={until} />
                    </>
                  ),
                },
                {
                  key: "orders",
                  head: { ja: "注文", en: "Orders" },
                  end: true,
                  cell: (fix) => <NumberText value={fix.orders} />,
                },
                {
                  key: "more",
                  head: { ja: "増える", en: "More" },
                  end: true,
                  cell: (fix) => <NumberText value={fix.more} unit="pt" />,
                },
                {
                  key: "fewer",
                  head: { ja: "減る", en: "Fewer" },
                  end: true,
                  cell: (fix) => <NumberText value={fix.fewer} unit="pt" />,
                },
              ]}
            />
          )
        }
      </Loaded>
      {open && <NewFix onClose={() => setOpen(false)} />}
    </Page>
  )
}

function NewFix({ onClose }: { onClose: () => void }) {
  const now = useNow()
  const { go } = useWay()
  const versions = useCall(listVersions, {}).data?.items.filter(({ publishedAt }) => publishedAt !== null) ?? []
  const [version, setVersion] = useState("")
  const [from, setFrom] = useState<Date | null>(() => new Date(now - 7 * 86_400_000))
  const [until, setUntil] = useState<Date | null>(() => new Date(now))
  const [reason, setReason] = useState("")
  const look = useAct(postFix, { refresh: [listFixes], done: ({ fixId }) => go(`/loyalty/fixes/${fixId}`) })
  const isRight = version !== "" && from !== null && until !== null && from < until && reason.trim() !== ""
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "注文を数え直してみる", en: "Reckon orders anew" }}
      actions={
        <Button
          look="go"
          label={{ ja: "差を見る", en: "See the difference" }}
          busy={look.busy}
          dimmed={!isRight}
          onClick={() => from && until && look.run({ version: Number(version), from, until, reason })}
        />
      }
    >
      <Fields>
        <Field label={{ ja: "正しい版", en: "The right version" }}>
          <Select
            value={version}
            onChange={setVersion}
            options={versions.map((one) => ({
              value: String(one.version),
              label: { ja: `第${one.version}版 ${one.note}`, en: `Version ${one.version} ${one.note}` },
            }))}
          />
        </Field>
        <Field label={{ ja: "この時からの注文", en: "Orders placed from" }}>
          <MomentInput value={from} onChange={setFrom} />
        </Field>
        <Field label={{ ja: "この時まで", en: "and before" }}>
          <MomentInput value={until} onChange={setUntil} />
        </Field>
        <Field label={{ ja: "理由（履歴に出ます）", en: "Reason (shown in histories)" }}>
          <TextInput value={reason} onChange={setReason} maxLength={300} />
        </Field>
      </Fields>
    </Dialog>
  )
}
