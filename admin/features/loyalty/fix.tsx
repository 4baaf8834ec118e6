import { useState } from "react"
import { getFix, listFixes, postFixApply, postFixReverse } from "../../../server/capabilities/loyalty/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Kpis, Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { fixStates } from "./fixes.tsx"

/** One correction: the difference it makes, and the one thing to do with it. */
export function FixPage({ params }: PageProps<"/loyalty/fixes/$fixId">) {
  const fix = useCall(getFix, { fixId: params.fixId })
  return (
    <Loaded of={fix} what={{ ja: "やり直しを読み込めませんでした", en: "The correction could not be loaded" }}>
      {(found) => <Shown found={found} />}
    </Loaded>
  )
}

function Shown({ found: { fix, orders } }: { found: Reply<typeof getFix> }) {
  const t = useText()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const done = { refresh: [getFix, listFixes], done: () => setAsking(false) }
  const apply = useAct(postFixApply, done)
  const reverse = useAct(postFixReverse, done)
  const isOpen = fix.state === "looked-at"
  const words = isOpen
    ? { ja: "この差を実行する", en: "Apply this difference" }
    : { ja: "まとめて取り消す", en: "Take it back" }
  return (
    <Page
      title={{ ja: fix.reason, en: fix.reason }}
      above={[
        { label: { ja: "会員制度", en: "Programme" }, to: "/loyalty" },
        { label: { ja: "やり直し", en: "Corrections" }, to: "/loyalty/fixes" },
      ]}
      facts={[
        <Status key="state" {...fixStates[fix.state]} />,
        <span key="time">
          <DateText at={fix.from} /> – <DateText at={fix.until} />
        </span>,
        t({ ja: `第${fix.version}版で`, en: `by version ${fix.version}` }),
      ]}
      actions={
        may("points:approve") &&
        fix.state !== "reversed" && (
          <Button
            look={isOpen ? "go" : "danger"}
            label={words}
            dimmed={isOpen && fix.orders === 0}
            onClick={() => setAsking(true)}
          />
        )
      }
    >
      <Kpis
        kpis={[
          { label: { ja: "変わる注文", en: "Orders that change" }, value: <NumberText value={fix.orders} /> },
          { label: { ja: "お客様", en: "Customers" }, value: <NumberText value={fix.people} /> },
          { label: { ja: "増える", en: "More" }, value: <NumberText value={fix.more} unit="pt" /> },
          { label: { ja: "減る", en: "Fewer" }, value: <NumberText value={fix.fewer} unit="pt" /> },
        ]}
      />
      <Section
        title={{ ja: "注文ごと", en: "Order by order" }}
        scope={{ ja: "差の大きい順に100件まで", en: "the 100 largest differences" }}
      >
        <Table
          label={{ ja: "注文ごと", en: "Order by order" }}
          rows={orders}
          rowKey={({ orderId }) => orderId}
          to={({ orderId }) => `/loyalty/orders/${orderId}`}
          columns={[
            { key: "order", head: { ja: "注文", en: "Order" }, cell: ({ number }) => number ?? "—" },
            {
              key: "before",
              head: { ja: "前", en: "Before" },
              end: true,
              cell: (o) => <NumberText value={o.pointsBefore} />,
            },
            {
              key: "after",
              head: { ja: "あと", en: "After" },
              end: true,
              cell: (o) => <NumberText value={o.pointsAfter} />,
            },
            {
              key: "change",
              head: { ja: "差", en: "Change" },
              end: true,
              cell: (o) => <NumberText value={o.pointsAfter - o.pointsBefore} signed />,
            },
          ]}
        />
      </Section>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words}
        confirm={words}
        look={isOpen ? "go" : "danger"}
        busy={apply.busy || reverse.busy}
        onConfirm={() => (isOpen ? apply : reverse).run({ fixId: fix.fixId })}
      >
        <p>
          {isOpen
            ? t({
                ja: `${fix.people}人のポイントが動き、それぞれの履歴に理由が残ります。あとでまとめて取り消せます。`,
                en: `Points of ${fix.people} people move, with the reason in their histories. It can be taken back as a whole.`,
              })
            : t({
                ja: "このやり直しで動いた分を元に戻します。",
                en: "What this correction has moved is moved back.",
              })}
        </p>
      </ConfirmDialog>
    </Page>
  )
}
