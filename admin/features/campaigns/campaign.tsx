import "./campaigns.css"
import {
  deleteCampaign,
  duplicateCampaign,
  getCampaign,
  restoreCampaign,
} from "../../../server/capabilities/campaigns/contract.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { type Row, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link, useWay } from "../../../ui/link.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Status } from "../../../ui/status.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Launch } from "./launch.tsx"
import { Running } from "./running.tsx"
import { channelsInWords, intentWords, repeatInWords, standingOf, whenInWords } from "./words.ts"
import { useLetterName } from "./use-letter-name.ts"

const moving = new Set(["planning", "sending", "stalled"])

/** A campaign: before it goes the launch page, then how far it has come and what came of it. */
export function CampaignPage({ params, search, setSearch }: PageProps<"/campaigns/$campaignId">) {
  const { campaignId } = params
  const campaign = useCall(getCampaign, { campaignId }, { everyMs: 5_000 })
  return (
    <Loaded of={campaign} what={{ ja: "キャンペーンを読み込めませんでした", en: "The campaign could not be loaded" }}>
      {(found) => (
        <Page
          title={same(found.name)}
          above={[{ label: { ja: "キャンペーン", en: "Campaigns" }, to: "/campaigns" }]}
          over={<Status {...standingOf(found)} />}
          actions={<Actions campaign={found} />}
        >
          <Stack>
            {found.launchedAt ? (
              <Running campaign={found} isMoving={moving.has(found.state)} search={search} setSearch={setSearch} />
            ) : (
              <Launch key={found.revision} campaign={found} />
            )}
            <Plan campaign={found} />
          </Stack>
        </Page>
      )}
    </Loaded>
  )
}

function Actions({ campaign: { campaignId, name, launchedAt, state, binnedAt } }: { campaign: CampaignView }) {
  const may = useMay()
  const toast = useToast()
  const { go } = useWay()
  const copy = useAct(duplicateCampaign, { done: (made) => go(`/campaigns/${made.campaignId}/edit`) })
  const restore = useAct(restoreCampaign)
  const bin = useAct(deleteCampaign, {
    done: () => {
      go("/campaigns")
      toast({
        words: { ja: `「${name}」をごみ箱に入れました。`, en: `“${name}” is in the bin.` },
        undo: () => restore.run({ campaignId }),
      })
    },
  })
  if (!may("messages:write")) return null
  const mayBin = ["draft", "waiting-approval", "stopped", "finished"].includes(state)
  return (
    <>
      {!launchedAt && <ButtonLink label={{ ja: "直す", en: "Edit" }} to={`/campaigns/${campaignId}/edit`} />}
      <Menu
        label={{ ja: "ほかの操作", en: "More" }}
        items={[
          { label: { ja: "複製する", en: "Duplicate" }, onClick: () => copy.run({ campaignId }) },
          ...(mayBin && !binnedAt
            ? [{ label: { ja: "ごみ箱に入れる", en: "Put into the bin" }, onClick: () => bin.run({ campaignId }) }]
            : []),
        ]}
      />
    </>
  )
}

/** What was decided, as it stands. */
function Plan({ campaign: { plan, segments } }: { campaign: CampaignView }) {
  const t = useText()
  const letterName = useLetterName(plan)
  const { day, number } = useFormat()
  const named = (ids: readonly string[]) =>
    ids.map((id, index) => {
      const segment = segments.find(({ segmentId }) => segmentId === id)
      return (
        <span key={id}>
          {index > 0 && t({ ja: "・", en: ", " })}
          <Link to={`/segments/${id}`}>
            {segment ? t(segment.name) : t({ ja: "なくなったセグメント", en: "A segment that is gone" })}
          </Link>
        </span>
      )
    })
  const rows: Row[] = [
    { label: { ja: "届ける", en: "Goes to" }, value: <span>{named(plan.audience.include)}</span> },
    ...(plan.audience.exclude.length > 0
      ? [{ label: { ja: "届けない", en: "But not to" }, value: <span>{named(plan.audience.exclude)}</span> }]
      : []),
    ...plan.variants.map(
      ({ key, templateId }): Row => ({
        label:
          plan.variants.length > 1
            ? { ja: `文面 ${key.toUpperCase()}`, en: `Words ${key.toUpperCase()}` }
            : { ja: "文面（見る・テスト送信）", en: "Words (see them, send a test)" },
        value: <Link to={`/templates/${templateId}`}>{letterName(key)}</Link>,
      }),
    ),
    { label: { ja: "いつ", en: "When" }, value: t(whenInWords(plan.when, day)) },
    ...(plan.repeat ? [{ label: { ja: "くり返し", en: "Series" }, value: t(repeatInWords(plan.repeat)) }] : []),
    { label: { ja: "チャネル", en: "Channel" }, value: t(channelsInWords(plan.channels)) },
    { label: { ja: "この配信は", en: "It is" }, value: t(intentWords[plan.intent]) },
    {
      label: { ja: "送らずに残す", en: "Kept apart" },
      value: <span className="num">{number(plan.holdoutBp / 100, 1)}%</span>,
    },
  ]
  return (
    <Section title={{ ja: "この配信の決まり", en: "What was decided" }}>
      {plan.why !== "" && <p>{plan.why}</p>}
      <Rows rows={rows} />
    </Section>
  )
}
