import { useState } from "react"
import {
  getContents,
  getPartner,
  getPartners,
  patchPartner,
  postPartnerLink,
  postPayout,
  putPartnerPause,
} from "../../../server/capabilities/referrals/contract-results.ts"
import type { ShareChannel } from "../../../server/capabilities/referrals/model.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Below } from "../../app/settings-page.tsx"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { PartnerDialog } from "./partner-form.tsx"
import { commissionWords } from "./partners.tsx"
import { Who } from "./parts.tsx"
import { channelOptions } from "./words.ts"

type Found = Reply<typeof getPartner>
type Commission = Found["commissions"][number]
type Payout = Found["payouts"][number]

/** One affiliate: links, what came by them, what is owed and was paid. */
export function PartnerPage({ params }: PageProps<"/referrals/partners/$partnerId">) {
  const partner = useCall(getPartner, { partnerId: params.partnerId }, { keep: true })
  return (
    <Loaded of={partner} what={{ ja: "パートナーを読み込めませんでした", en: "The partner could not be loaded" }}>
      {(found) => <Shown found={found} />}
    </Loaded>
  )
}

function Shown({ found }: { found: Found }) {
  const t = useText()
  const { document, pausedAt, sums, currency } = found
  const money = (minor: number) => <MoneyText minor={minor} currency={currency} />
  return (
    <Page
      title={same(document.name)}
      above={[
        { label: { ja: "紹介", en: "Referrals" }, to: "/referrals" },
        { label: { ja: "パートナー", en: "Partners" }, to: "/referrals/partners" },
      ]}
      facts={[
        t(commissionWords(document)),
        ...(pausedAt ? [<Status key="paused" is="paused" label={{ ja: "止めています", en: "Paused" }} />] : []),
      ]}
      actions={<Actions found={found} />}
    >
      <Stack>
        <Section title={{ ja: "報酬", en: "Commissions" }} first>
          <Kpis
            kpis={[
              { label: { ja: "支払える", en: "Payable" }, value: money(sums.payable), to: "#commissions" },
              { label: { ja: "返品期間中", en: "Pending" }, value: money(sums.pending), to: "#commissions" },
              { label: { ja: "支払い済み", en: "Paid" }, value: money(sums.paid), to: "#payouts" },
              { label: { ja: "来た人", en: "People" }, value: <NumberText value={sums.people} />, to: "#commissions" },
              { label: { ja: "売上", en: "Sales" }, value: money(sums.sales), to: "#commissions" },
            ]}
          />
        </Section>
        <Columns split="7-5">
          <Commissions found={found} />
          <Stack>
            <GetLink partnerId={found.partnerId} />
            <Payouts found={found} />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}

function Actions({ found }: { found: Found }) {
  const may = useMay()
  const t = useText()
  const [open, setOpen] = useState<"edit" | "pay">()
  const close = () => setOpen(undefined)
  const refresh = [getPartner, getPartners]
  const change = useAct(patchPartner, { refresh, done: close })
  const pause = useAct(putPartnerPause, { refresh })
  const pay = useAct(postPayout, { refresh, done: close })
  const { partnerId, pausedAt, document, revision, sums, currency } = found
  return (
    <>
      {may("points:approve") && sums.payable > 0 && (
        <Button look="go" label={{ ja: "支払いを記録する", en: "Book a payout" }} onClick={() => setOpen("pay")} />
      )}
      {may("loyalty:write") && (
        <>
          <Button
            label={pausedAt ? { ja: "再開する", en: "Let it go on" } : { ja: "すぐに止める", en: "Pause now" }}
            busy={pause.busy}
            onClick={() => pause.run({ partnerId, paused: !pausedAt })}
          />
          <Button label={{ ja: "条件を直す", en: "Edit the terms" }} onClick={() => setOpen("edit")} />
        </>
      )}
      {open === "edit" && (
        <PartnerDialog
          partner={document}
          busy={change.busy}
          onClose={close}
          onSave={(changed) => change.run({ partnerId, document: changed, basedOn: revision })}
        />
      )}
      <ConfirmDialog
        open={open === "pay"}
        onClose={close}
        title={{ ja: "支払いを記録しますか", en: "Book this payout?" }}
        confirm={{ ja: "記録する", en: "Book it" }}
        busy={pay.busy}
        onConfirm={() => pay.run({ partnerId })}
      >
        <p>
          <MoneyText minor={sums.payable} currency={currency} />{" "}
          {t({
            ja: "を支払い済みにします。お金は、銀行からお支払いください。",
            en: "is booked as paid. The money itself goes by your bank.",
          })}
        </p>
      </ConfirmDialog>
    </>
  )
}

function GetLink({ partnerId }: { partnerId: string }) {
  const [channel, setChannel] = useState<ShareChannel>("copy")
  const [contentId, setContent] = useState("")
  const may = useMay()
  const contents = useCall(getContents, { days: 365 })
  const [url, setUrl] = useState<string>()
  const make = useAct(postPartnerLink, { refresh: [], done: (link) => setUrl(link.url) })
  if (!may("loyalty:write")) return null
  return (
    <Section title={{ ja: "リンク", en: "Links" }}>
      <Below>
        <Fields>
          <Field label={{ ja: "どこで使うか", en: "Where it is used" }}>
            <Select value={channel} onChange={setChannel} options={channelOptions} />
          </Field>
          <Field label={{ ja: "コンテンツ", en: "Content" }} optional>
            <Select
              value={contentId}
              onChange={setContent}
              options={[
                { value: "", label: { ja: "なし", en: "None" } },
                ...(contents.data?.items ?? []).map((one) => ({
                  value: one.contentId,
                  label: same(one.document.title),
                })),
              ]}
            />
          </Field>
        </Fields>
        <Button
          label={{ ja: "リンクを出す", en: "Get the link" }}
          busy={make.busy}
          onClick={() => make.run({ partnerId, channel, contentId: contentId || null })}
        />
        {url && <CopyText value={url} label={{ ja: "リンク", en: "the link" }} />}
      </Below>
    </Section>
  )
}

function Commissions({ found: { commissions } }: { found: Found }) {
  const names = useCustomerNames(commissions.map(({ friendId }) => friendId))
  const columns: Column<Commission>[] = [
    { key: "at", head: { ja: "日時", en: "When" }, cell: ({ placedAt }) => <DateText at={placedAt} only="date" /> },
    { key: "who", head: { ja: "お客様", en: "Customer" }, cell: ({ friendId }) => <Who id={friendId} names={names} /> },
    {
      key: "order",
      head: { ja: "注文", en: "Order" },
      end: true,
      cell: ({ orderId, orderAmount, currency }) => (
        <Link to={`/orders/${orderId}`}>
          <MoneyText minor={orderAmount} currency={currency} />
        </Link>
      ),
    },
    {
      key: "amount",
      head: { ja: "報酬", en: "Commission" },
      end: true,
      cell: ({ amount, currency }) => <MoneyText minor={amount} currency={currency} />,
    },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (row) => <State of={row} /> },
  ]
  return (
    <div id="commissions">
      <Section title={{ ja: "注文ごと", en: "Order by order" }}>
        {commissions.length === 0 ? (
          <Empty
            title={{ ja: "まだありません", en: "None yet" }}
            why={{
              ja: "リンクから来た方が買うと、ここに並びます。",
              en: "Orders of those who came by the links are listed here.",
            }}
          />
        ) : (
          <Table
            label={{ ja: "注文ごと", en: "Order by order" }}
            columns={columns}
            rows={commissions}
            rowKey={({ commissionId }) => commissionId}
          />
        )}
      </Section>
    </div>
  )
}

function State({ of: { payoutId, releasesAt } }: { of: Commission }) {
  const now = useNow()
  if (payoutId) return <Status is="done" label={{ ja: "支払い済み", en: "Paid" }} />
  if (releasesAt && releasesAt.getTime() <= now) return <Status is="live" label={{ ja: "支払える", en: "Payable" }} />
  return <Status is="waiting" label={{ ja: "返品期間中", en: "Pending" }} />
}

function Payouts({ found: { payouts } }: { found: Found }) {
  const columns: Column<Payout>[] = [
    { key: "at", head: { ja: "日", en: "Day" }, cell: ({ madeAt }) => <DateText at={madeAt} only="date" /> },
    {
      key: "orders",
      head: { ja: "注文", en: "Orders" },
      end: true,
      cell: ({ orders }) => <NumberText value={orders} />,
    },
    {
      key: "amount",
      head: { ja: "額", en: "Amount" },
      end: true,
      cell: ({ amount, currency }) => <MoneyText minor={amount} currency={currency} />,
    },
  ]
  return (
    <div id="payouts">
      <Section title={{ ja: "支払い", en: "Payouts" }}>
        {payouts.length === 0 ? (
          <Empty
            title={{ ja: "まだ支払っていません", en: "Nothing paid yet" }}
            why={{ ja: "支払いを記録すると、ここに残ります。", en: "Each payout that is booked stays here." }}
          />
        ) : (
          <Table
            label={{ ja: "支払い", en: "Payouts" }}
            columns={columns}
            rows={payouts}
            rowKey={({ payoutId }) => payoutId}
          />
        )}
      </Section>
    </div>
  )
}
