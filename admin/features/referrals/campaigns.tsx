import { useState } from "react"
import { getCampaigns, patchCampaign, postCampaign } from "../../../server/capabilities/referrals/contract-results.ts"
import type { Campaign } from "../../../server/capabilities/referrals/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { assetsOf, linesOf } from "./assets.ts"
import { Views } from "./parts.tsx"

type Row = Reply<typeof getCampaigns>["items"][number]

/** Campaigns with people of reach: hashtag, music and pictures with their licences, and what came of them. */
export function Campaigns() {
  const may = useMay()
  const [open, setOpen] = useState<Row | "new">()
  const campaigns = useCall(getCampaigns, { days: 3_650 }, { everyMs: 60_000, keep: true })
  const close = () => setOpen(undefined)
  const make = useAct(postCampaign, { refresh: [getCampaigns], done: close })
  const change = useAct(patchCampaign, { refresh: [getCampaigns], done: close })
  const save = (document: Campaign) =>
    open === "new" || !open
      ? make.run({ document })
      : change.run({ campaignId: open.campaignId, document, basedOn: open.revision })
  return (
    <Page
      title={{ ja: "インフルエンサーのキャンペーン", en: "Campaigns with people of reach" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
      actions={
        may("loyalty:write") && (
          <Button
            look="go"
            label={{ ja: "キャンペーンを加える", en: "Add a campaign" }}
            onClick={() => setOpen("new")}
          />
        )
      }
    >
      <Views open="/referrals/campaigns" />
      <Loaded of={campaigns} what={{ ja: "読み込めませんでした", en: "The campaigns could not be loaded" }}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{
                ja: "ハッシュタグ、曲や写真とその使用条件、費用をまとめておくと、結果を並べて比べられます。",
                en: "Keep hashtag, music and pictures with their licences and costs together, and compare the results.",
              }}
            />
          ) : (
            <Table
              label={{ ja: "キャンペーン", en: "Campaigns" }}
              columns={columnsIn(currency)}
              rows={items}
              rowKey={({ campaignId }) => campaignId}
              onOpen={setOpen}
            />
          )
        }
      </Loaded>
      {open && (
        <CampaignDialog
          campaign={open === "new" ? null : open.document}
          busy={make.busy || change.busy}
          onClose={close}
          onSave={save}
        />
      )}
    </Page>
  )
}

const columnsIn = (currency: string): Column<Row>[] => [
  {
    key: "name",
    head: { ja: "キャンペーン", en: "Campaign" },
    cell: ({ document }) => (
      <>
        {document.name}
        {document.hashtag && <span className="under">{document.hashtag}</span>}
      </>
    ),
  },
  {
    key: "contents",
    head: { ja: "コンテンツ", en: "Contents" },
    end: true,
    cell: ({ contents }) => <NumberText value={contents} />,
  },
  {
    key: "reach",
    head: { ja: "届いた人", en: "Reached" },
    end: true,
    cell: ({ spread }) => <NumberText value={spread.reach} />,
  },
  {
    key: "new",
    head: { ja: "新しいお客様", en: "Newcomers" },
    end: true,
    cell: ({ spread }) => <NumberText value={spread.newcomers} />,
  },
  {
    key: "value",
    head: { ja: "売上", en: "Sales" },
    end: true,
    cell: ({ money }) => <MoneyText minor={money.value} currency={currency} />,
  },
  {
    key: "cost",
    head: { ja: "費用", en: "Cost" },
    end: true,
    cell: ({ money }) => <MoneyText minor={money.cost} currency={currency} />,
  },
  { key: "roi", head: { ja: "費用対効果", en: "Return" }, end: true, cell: ({ money }) => <Roi of={money.roi} /> },
]

function Roi({ of }: { of: number | null }) {
  const t = useText()
  return of === null ? <>—</> : <NumberText value={of} digits={1} unit={t({ ja: "倍", en: "×" })} />
}

type Values = { name: string; hashtag: string; assets: string; startsOn: string; endsOn: string; cost: number | null }
const day = /^(\d{4}-\d{2}-\d{2})?$/
const notDay = { ja: "2026-04-01 の形で入れてください。", en: "Write it as 2026-04-01." }
const wrongIn = ({ name, hashtag, startsOn, endsOn }: Values) => ({
  name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Give it a name." } : undefined,
  hashtag: /^(#[^\s#]{1,60})?$/u.test(hashtag.trim())
    ? undefined
    : { ja: "# で始まる、すき間のない言葉を入れてください。", en: "One word that begins with #." },
  startsOn: day.test(startsOn) ? undefined : notDay,
  endsOn: day.test(endsOn) ? undefined : notDay,
})

type DialogProps = {
  campaign: Campaign | null
  busy: boolean
  onClose: () => void
  onSave: (campaign: Campaign) => void
}

function CampaignDialog({ campaign, busy, onClose, onSave }: DialogProps) {
  const { currency } = useSurroundings()
  const start: Values = {
    name: campaign?.name ?? "",
    hashtag: campaign?.hashtag ?? "",
    assets: linesOf(campaign?.assets ?? []),
    startsOn: campaign?.startsOn ?? "",
    endsOn: campaign?.endsOn ?? "",
    cost: campaign?.cost || null,
  }
  const form = useForm(start, wrongIn)
  const save = ({ name, hashtag, assets, startsOn, endsOn, cost }: Values) =>
    onSave({
      name: name.trim(),
      hashtag: hashtag.trim(),
      assets: assetsOf(assets),
      startsOn: startsOn || null,
      endsOn: endsOn || null,
      cost: cost ?? 0,
    })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={campaign ? same(campaign.name) : { ja: "キャンペーンを加える", en: "Add a campaign" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "保存する", en: "Save" }} busy={busy} onClick={() => form.submit(save)} />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "名前", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={120} />
        </Field>
        <Field label={{ ja: "ハッシュタグ", en: "Hashtag" }} error={form.errors.hashtag} optional>
          <TextInput {...form.input("hashtag")} maxLength={61} />
        </Field>
        <Field
          label={{ ja: "素材（曲・写真・動画・文）", en: "Assets: music, pictures, films, texts" }}
          hint={{
            ja: "1行にひとつ。「曲 | 名前 | アドレス | 使用条件」",
            en: "One a line: music | name | address | licence",
          }}
          optional
        >
          <TextArea {...form.input("assets")} rows={4} />
        </Field>
        <Field label={{ ja: "始まる日", en: "Begins on" }} error={form.errors.startsOn} optional>
          <TextInput {...form.input("startsOn")} short maxLength={10} />
        </Field>
        <Field label={{ ja: "終わる日", en: "Ends on" }} error={form.errors.endsOn} optional>
          <TextInput {...form.input("endsOn")} short maxLength={10} />
        </Field>
        <Field label={{ ja: "費用", en: "Cost" }} optional>
          <NumberInput {...form.input("cost")} unit={currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)} />
        </Field>
      </Fields>
    </Dialog>
  )
}
