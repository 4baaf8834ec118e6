import { useState } from "react"
import {
  getContents,
  getPartners,
  getSpread,
  patchContent,
  putContentPause,
} from "../../../server/capabilities/referrals/contract-results.ts"
import { putLinkPause } from "../../../server/capabilities/referrals/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { MoneyText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Kpis, Note, Section, Stack } from "../../../ui/layout.tsx"
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
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { ContentDialog } from "./content-form.tsx"
import { ByChannel, Hops, Who } from "./parts.tsx"
import { channelName, type ContentItem, reasonWords } from "./words.ts"

type Found = Reply<typeof getSpread>
type Node = Found["tree"][number]

/** One content: who passed it on to whom, by which way, and how far. */
export function ContentPage({ params }: PageProps<"/referrals/contents/$contentId">) {
  const { contentId } = params
  const t = useText()
  const contents = useCall(getContents, { days: 365 })
  const spread = useCall(getSpread, { contentId, days: 3_650 }, { everyMs: 60_000, keep: true })
  const content = contents.data?.items.find((one) => one.contentId === contentId)
  return (
    <Page
      title={content ? same(content.document.title) : { ja: "コンテンツのないリンク", en: "Links without a content" }}
      above={[
        { label: { ja: "紹介", en: "Referrals" }, to: "/referrals" },
        { label: { ja: "コンテンツ", en: "Contents" }, to: "/referrals/contents" },
      ]}
      facts={[
        ...(content?.document.reason ? [t(reasonWords(content.document.reason))] : []),
        ...(content?.pausedAt
          ? [<Status key="paused" is="paused" label={{ ja: "止めています", en: "Paused" }} />]
          : []),
      ]}
      actions={content && <Actions content={content} />}
    >
      <Loaded of={spread} what={{ ja: "広がりを読み込めませんでした", en: "The spread could not be loaded" }}>
        {(found) => <Shown found={found} />}
      </Loaded>
    </Page>
  )
}

function Actions({ content }: { content: ContentItem }) {
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const pause = useAct(putContentPause, { refresh: [getContents, getSpread] })
  const change = useAct(patchContent, { refresh: [getContents], done: () => setOpen(false) })
  if (!may("loyalty:write")) return null
  const { contentId, pausedAt, document, revision } = content
  return (
    <>
      <Button
        look={pausedAt ? "go" : "plain"}
        label={pausedAt ? { ja: "再開する", en: "Let it go on" } : { ja: "すぐに止める", en: "Pause it now" }}
        busy={pause.busy}
        onClick={() => pause.run({ contentId, paused: !pausedAt })}
      />
      <Button label={{ ja: "直す", en: "Edit" }} onClick={() => setOpen(true)} />
      {isOpen && (
        <ContentDialog
          content={document}
          busy={change.busy}
          onClose={() => setOpen(false)}
          onSave={(changed) => change.run({ contentId, document: changed, basedOn: revision })}
        />
      )}
    </>
  )
}

function Shown({ found }: { found: Found }) {
  const t = useText()
  const { currency } = useSurroundings()
  const { spread, cost, hops, channels } = found
  if (spread.sharers === 0)
    return (
      <Empty
        title={{ ja: "まだ広まっていません", en: "Not shared yet" }}
        why={{
          ja: "誰かがリンクを送ると、ここに木になって並びます。",
          en: "As soon as somebody passes it on, the tree grows here.",
        }}
      />
    )
  return (
    <Stack>
      <Section title={{ ja: "広がり", en: "How it spreads" }} first>
        <Kpis
          kpis={[
            {
              label: { ja: "新しいお客様", en: "Newcomers" },
              value: <NumberText value={spread.newcomers} />,
              to: "#tree",
            },
            { label: { ja: "届いた人", en: "Reached" }, value: <NumberText value={spread.reach} />, to: "#tree" },
            {
              label: { ja: "お客様になった割合", en: "Became customers" },
              value: <PercentText rate={spread.conversion} digits={1} />,
            },
            { label: { ja: "K値", en: "K-factor" }, value: <NumberText value={spread.kFactor} digits={2} /> },
            {
              label: { ja: "売上", en: "Sales" },
              value: <MoneyText minor={spread.value} currency={currency} />,
              remark: (
                <>
                  {t({ ja: "費用 ", en: "Cost " })}
                  <MoneyText minor={cost} currency={currency} />
                </>
              ),
            },
          ]}
        />
      </Section>
      <Tree found={found} />
      <Section title={{ ja: "チャネルごと", en: "By channel" }}>
        <ByChannel rows={channels} currency={currency} />
      </Section>
      {hops.length > 0 && (
        <Section title={{ ja: "チャネルからチャネルへ", en: "From channel to channel" }}>
          <Hops rows={hops} />
        </Section>
      )}
    </Stack>
  )
}

function Tree({ found: { tree, left } }: { found: Found }) {
  const t = useText()
  const names = useCustomerNames(tree.map(({ customerId }) => customerId))
  const partners = useCall(getPartners, {})
  const partnerNames = new Map(partners.data?.items.map(({ partnerId, document }) => [partnerId, document.name]))
  const columns: Column<Node>[] = [
    {
      key: "who",
      head: { ja: "誰から", en: "From whom" },
      cell: (node) => <Sharer node={node} names={names} partners={partnerNames} />,
    },
    { key: "channel", head: { ja: "チャネル", en: "Channel" }, cell: ({ channel }) => t(channelName(channel)) },
    {
      key: "reach",
      head: { ja: "届いた人", en: "Reached" },
      end: true,
      cell: ({ visitors }) => <NumberText value={visitors} />,
    },
    {
      key: "claims",
      head: { ja: "特典を求めた", en: "Asked for it" },
      end: true,
      cell: ({ claims }) => <NumberText value={claims} />,
    },
    {
      key: "new",
      head: { ja: "新しいお客様", en: "Newcomers" },
      end: true,
      cell: ({ newcomers }) => <NumberText value={newcomers} />,
    },
    { key: "value", head: { ja: "売上", en: "Sales" }, end: true, cell: ({ value }) => <MoneyText minor={value} /> },
    { key: "pause", head: { ja: "リンク", en: "Link" }, end: true, cell: (node) => <PauseLink node={node} /> },
  ]
  return (
    <div id="tree">
      <Section title={{ ja: "シェアの木", en: "The tree of shares" }}>
        <Table
          label={{ ja: "シェアの木", en: "The tree of shares" }}
          columns={columns}
          rows={tree}
          rowKey={({ linkId }) => linkId}
        />
        {left > 0 && <Note>{t({ ja: `ほかに${left}のリンクがあります。`, en: `There are ${left} more links.` })}</Note>}
      </Section>
    </div>
  )
}

type SharerProps = {
  node: Node
  names: ReadonlyMap<string, string> | undefined
  partners: ReadonlyMap<string, string>
}

/** One arrow for each step from the one who began. */
function Sharer({ node: { depth, customerId, partnerId }, names, partners }: SharerProps) {
  const t = useText()
  return (
    <>
      {depth > 0 && <span aria-hidden>{"→ ".repeat(depth)}</span>}
      {customerId ? (
        <Who id={customerId} names={names} />
      ) : partnerId ? (
        (partners.get(partnerId) ?? t({ ja: "パートナー", en: "A partner" }))
      ) : (
        t({ ja: "名前の分からない方", en: "Somebody unknown" })
      )}
    </>
  )
}

function PauseLink({ node: { linkId, isPaused } }: { node: Node }) {
  const may = useMay()
  const change = useAct(putLinkPause, { refresh: [getSpread] })
  if (!may("loyalty:write")) return isPaused ? <Status is="paused" /> : null
  return (
    <Button
      look="text"
      label={isPaused ? { ja: "再開", en: "Resume" } : { ja: "止める", en: "Pause" }}
      busy={change.busy}
      onClick={() => change.run({ linkId, paused: !isPaused })}
    />
  )
}
