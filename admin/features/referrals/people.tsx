import { useState } from "react"
import { listReferrals, postReview } from "../../../server/capabilities/referrals/contract.ts"
import { referralStates } from "../../../server/capabilities/referrals/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText, MoneyText } from "../../../ui/figures.tsx"
import { TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Rows, Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters, Tabs } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Views, Who } from "./parts.tsx"
import { channelName, doubtWords, givenWords, type Item, stateOf } from "./words.ts"

const tabs = ["held", "all", "waiting", "rewarded", "taken-back", "refused"] as const

/** Who brought whom; what looks odd waits here for a person. */
export function People({ search, setSearch }: PageProps<"/referrals/people">) {
  const [open, setOpen] = useState<Item>()
  const view = tabs.find((one) => one === search.state) ?? "all"
  const state = referralStates.find((one) => one === view)
  const list = useList(
    listReferrals,
    { ...(state && { state }), ...(search.inviter && { inviterId: search.inviter }), limit: 50 },
    { keep: true, everyMs: 30_000 },
  )
  const rows = list.data?.items ?? []
  const names = useCustomerNames(
    rows.flatMap((row) => [row, ...row.ring]).flatMap(({ friendId, inviterId }) => [friendId, inviterId]),
  )
  return (
    <Page
      title={{ ja: "誰が誰を紹介したか", en: "Who brought whom" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
    >
      <Views open="/referrals/people" />
      <Filters>
        <Tabs
          label={{ ja: "状態", en: "State" }}
          tabs={tabs.map((key) => ({
            key,
            label: key === "all" ? { ja: "すべて", en: "All" } : stateOf(key).label,
          }))}
          open={view}
          onOpen={(key) => setSearch({ state: key === "all" ? undefined : key })}
        />
      </Filters>
      <Loaded of={list} what={{ ja: "紹介を読み込めませんでした", en: "The referrals could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "紹介", en: "Referrals" }}
                columns={columnsWith(names)}
                rows={items}
                rowKey={({ referralId }) => referralId}
                onOpen={setOpen}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          ) : view === "held" ? (
            <Empty
              title={{ ja: "確かめるものはありません", en: "Nothing to check" }}
              why={{
                ja: "本人や家族かもしれない紹介、短い時間に多すぎる紹介は、特典を渡す前にここで止まります。",
                en: "Whatever may be the inviter herself, her family, or too many at once stops here before anything is given.",
              }}
            />
          ) : state ? (
            <FilteredToNothing conditions={[stateOf(state).label]} onClear={() => setSearch({ state: undefined })} />
          ) : (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "紹介された方がはじめて買うと、ここに並びます。",
                en: "Whoever buys for the first time by somebody's link is listed here.",
              }}
            />
          )
        }
      </Loaded>
      {open && <Review of={open} names={names} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

type Names = ReadonlyMap<string, string> | undefined

const columnsWith = (names: Names): Column<Item>[] => [
  {
    key: "friend",
    head: { ja: "来た方", en: "Who came" },
    cell: ({ friendId }) => <Name id={friendId} names={names} />,
  },
  { key: "inviter", head: { ja: "紹介した方", en: "Brought by" }, cell: (row) => <Inviter of={row} names={names} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (row) => <State of={row} /> },
  { key: "channel", head: { ja: "チャネル", en: "Channel" }, cell: ({ channel }) => <Channel of={channel} /> },
  {
    key: "order",
    head: { ja: "最初の注文", en: "First order" },
    end: true,
    cell: ({ amount, currency }) => <MoneyText minor={amount} currency={currency} />,
  },
  { key: "at", head: { ja: "日時", en: "When" }, end: true, cell: ({ placedAt }) => <DateText at={placedAt} /> },
]

/** Names without links: the row itself opens. */
function Name({ id, names }: { id: string | null; names: Names }) {
  const t = useText()
  return <>{id === null ? "—" : names?.get(id) || t({ ja: "お客様", en: "A customer" })}</>
}

function Inviter({ of: { inviterId, partnerId }, names }: { of: Item; names: Names }) {
  const t = useText()
  if (inviterId) return <Name id={inviterId} names={names} />
  return (
    <>
      {partnerId ? t({ ja: "パートナー", en: "A partner" }) : t({ ja: "名前の分からない方", en: "Somebody unknown" })}
    </>
  )
}

const Channel = ({ of }: { of: Item["channel"] }) => <>{useText()(channelName(of))}</>

function State({ of: { state, doubts } }: { of: Item }) {
  const t = useText()
  return (
    <>
      <Status {...stateOf(state)} />
      {doubts.length > 0 && (
        <span className="under">{doubts.map((doubt) => t(doubtWords(doubt))).join(t({ ja: "、", en: ", " }))}</span>
      )}
    </>
  )
}

/** Who else brought whom in the same ring, what was already given included. */
function Ring({ of: { ring }, names }: { of: Item; names: Names }) {
  const t = useText()
  if (ring.length === 0) return null
  const name = (id: string | null) => (id && names?.get(id)) || t({ ja: "お客様", en: "A customer" })
  return (
    <Section title={{ ja: "互いの紹介", en: "They bring each other" }}>
      <Rows
        rows={ring.map(({ friendId, inviterId, state, orderId }) => ({
          label: same(`${name(inviterId)} → ${name(friendId)}`),
          under: <Link to={`/orders/${orderId}`}>{t({ ja: "注文を見る", en: "See the order" })}</Link>,
          value: <Status {...stateOf(state)} />,
        }))}
      />
    </Section>
  )
}

/** All that is known of one referral, why it is held, and the decision. */
function Review({ of, names, onClose }: { of: Item; names: Names; onClose: () => void }) {
  const t = useText()
  const may = useMay()
  const [note, setNote] = useState("")
  const decide = useAct(postReview, { refresh: [listReferrals], done: onClose })
  const none = t({ ja: "まだ", en: "Not yet" })
  const say = (given: Item["toInviter"]) => t(givenWords(given) ?? { ja: none, en: none })
  const isHeld = of.state === "held"
  const run = (verdict: "counts" | "refused") => decide.run({ referralId: of.referralId, verdict, note })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        isHeld
          ? { ja: "この紹介を数えますか", en: "Does this referral count?" }
          : { ja: "紹介の内容", en: "The referral" }
      }
      actions={
        isHeld && may("loyalty:write") ? (
          <>
            <Button
              look="danger"
              label={{ ja: "対象外にする", en: "Refuse it" }}
              busy={decide.busy}
              onClick={() => run("refused")}
            />
            <Button
              look="go"
              label={{ ja: "数える", en: "It counts" }}
              busy={decide.busy}
              onClick={() => run("counts")}
            />
          </>
        ) : undefined
      }
    >
      <Rows
        rows={[
          { label: { ja: "来た方", en: "Who came" }, value: <Who id={of.friendId} names={names} /> },
          {
            label: { ja: "紹介した方", en: "Brought by" },
            value: of.partnerId ? (
              <Link to={`/referrals/partners/${of.partnerId}`}>{t({ ja: "パートナー", en: "The partner" })}</Link>
            ) : (
              <Who id={of.inviterId} names={names} />
            ),
          },
          {
            label: { ja: "注文", en: "Order" },
            value: (
              <Link to={`/orders/${of.orderId}`}>
                <MoneyText minor={of.amount} currency={of.currency} />
              </Link>
            ),
          },
          { label: { ja: "状態", en: "State" }, value: <Status {...stateOf(of.state)} /> },
          {
            label: { ja: "特典の日", en: "Reward due" },
            value: of.releasesAt ? (
              <DateText at={of.releasesAt} only="date" />
            ) : (
              t({ ja: "お届けの後に決まります", en: "Known once it has arrived" })
            ),
          },
          { label: { ja: "紹介した方へ", en: "To the inviter" }, value: say(of.toInviter) },
          { label: { ja: "来た方へ", en: "To the newcomer" }, value: say(of.toFriend) },
          ...of.doubts.map((doubt) => ({
            label: { ja: `気になる点：${doubtWords(doubt).ja}`, en: `Doubt: ${doubtWords(doubt).en}` },
            value: <Status is="needed" />,
          })),
        ]}
      />
      <Ring of={of} names={names} />
      {of.note && <Note>{of.note}</Note>}
      {isHeld && (
        <Field label={{ ja: "決めた理由", en: "Why" }} optional>
          <TextArea value={note} onChange={setNote} maxLength={500} rows={2} />
        </Field>
      )}
    </Dialog>
  )
}
