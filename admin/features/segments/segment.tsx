import "./segments.css"
import {
  archiveSegment,
  duplicateSegment,
  getSegment,
  listSegments,
  overlapMap,
  restoreSegment,
} from "../../../server/capabilities/segments/contract.ts"
import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Menu, type MenuItem } from "../../../ui/menu.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { Status } from "../../../ui/status.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ReachSection, useAudience } from "./audience.tsx"
import { CountPanel } from "./count-panel.tsx"
import { edited } from "../../app/conditions/edited.ts"
import { Freshness } from "./freshness.tsx"
import { ReadSentence } from "./read-sentence.tsx"
import { Members } from "./members.tsx"
import { Moves } from "./moves.tsx"
import { WhyOne } from "./try-panel.tsx"
import { useIntent } from "./use-intent.ts"
import { Venn } from "./venn.tsx"
import { Versions } from "./versions.tsx"
import { standingOf } from "./words.ts"

type Props = PageProps<"/segments/$segmentId">
type Whole = Reply<typeof getSegment>

export function SegmentPage({ params, search, setSearch }: Props) {
  const found = useCall(getSegment, { segmentId: params.segmentId }, { everyMs: 30_000 })
  return (
    <Loaded
      of={found}
      rows={10}
      what={{ ja: "セグメントを読み込めませんでした", en: "The segment could not be loaded" }}
    >
      {(whole) => <Shown whole={whole} search={search} setSearch={setSearch} />}
    </Loaded>
  )
}

const tabs = [
  { key: "members", label: { ja: "入っている人", en: "Members" } },
  { key: "moves", label: { ja: "出入り", en: "In and out" } },
  { key: "versions", label: { ja: "版", en: "Versions" } },
] as const

function Shown({ whole, search, setSearch }: { whole: Whole } & Pick<Props, "search" | "setSearch">) {
  const t = useText()
  const { segment } = whole
  const { segmentId } = segment
  const intent = useIntent()(segment)
  const document = whole.live?.document ?? whole.draft?.document
  const tab = tabs.find(({ key }) => key === search.tab)?.key ?? "members"
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={segment.name}
      over={t({ ja: `目的　${intent.ja}`, en: `Intent: ${intent.en}` })}
      facts={[
        <Status key="state" {...standingOf(segment)} />,
        ...(whole.live
          ? [<span key="version">{t({ ja: `第${whole.live.version}版`, en: `Version ${whole.live.version}` })}</span>]
          : []),
        ...(segment.hasDraft && segment.state === "live"
          ? [
              <Status
                key="draft"
                is="draft"
                label={{ ja: "公開していない下書きがあります", en: "There is an unpublished draft" }}
              />,
            ]
          : []),
      ]}
      actions={<Actions segment={segment} />}
    >
      <Freshness of={whole.freshness} />
      <Stack>
        {document && <Who document={document} />}
        <Columns split="8-4">
          <div id="members">
            <Tabs
              label={{ ja: "このセグメントの見方", en: "Views of this segment" }}
              tabs={tabs.map((one) => ({
                ...one,
                ...(one.key === "members" && segment.members !== null && { count: segment.members }),
              }))}
              open={tab}
              onOpen={(key) => setSearch({ tab: key === "members" ? "" : key })}
            >
              {tab === "members" && <Members segment={segment} />}
              {tab === "moves" && <Moves segment={segment} />}
              {tab === "versions" && <Versions segmentId={segmentId} />}
            </Tabs>
          </div>
          <WhyOne segmentId={segmentId} customerId={search.customer} />
        </Columns>
        <Alike segment={segment} />
      </Stack>
    </Page>
  )
}

/** The sentence, what each clause leaves, and who they are now. */
function Who({ document }: { document: SegmentDocument }) {
  const audience = useAudience(document)
  const group = edited(document)
  return (
    <>
      <Columns split="8-4">
        <ReadSentence group={group} />
        <CountPanel audience={audience} to="#members" />
      </Columns>
      {audience.data && <ReachSection reach={audience.data.reach} count={audience.data.count} />}
    </>
  )
}

function Actions({ segment }: { segment: Segment }) {
  const may = useMay()
  const toast = useToast()
  const { go } = useWay()
  const { segmentId, state } = segment
  const restore = useAct(restoreSegment, { done: () => toast({ words: { ja: "戻しました", en: "It is back" } }) })
  const archive = useAct(archiveSegment, {
    done: () => toast({ words: { ja: "しまいました", en: "Archived" }, undo: () => restore.run({ segmentId }) }),
  })
  const copy = useAct(duplicateSegment, {
    refresh: [listSegments],
    done: (made) => go(`/segments/${made.segmentId}/edit`),
  })
  if (!may("segments:write")) return null
  const more: MenuItem[] = [
    {
      label: { ja: "ほかのセグメントとくらべる", en: "Compare with another" },
      to: `/segments/compare?one=${segmentId}`,
    },
    ...(segment.key
      ? [{ label: { ja: "基準を変える", en: "Change its thresholds" }, to: `/segments/ready-made#${segment.key}` }]
      : []),
    "line",
    state === "archived"
      ? { label: { ja: "戻す", en: "Restore" }, onClick: () => restore.run({ segmentId }) }
      : { label: { ja: "しまう", en: "Archive" }, danger: true, onClick: () => archive.run({ segmentId }) },
  ]
  return (
    <>
      <Menu look="text" label={{ ja: "ほか", en: "More" }} items={more} />
      <Button label={{ ja: "複製", en: "Duplicate" }} busy={copy.busy} onClick={() => copy.run({ segmentId })} />
      {state !== "archived" && (
        <ButtonLink
          look="go"
          label={{ ja: "条件を変える", en: "Change the conditions" }}
          to={`/segments/${segmentId}/edit`}
        />
      )}
    </>
  )
}

/** The segment with which it shares most people, so that nobody is told the same thing twice. */
function Alike({ segment }: { segment: Segment }) {
  const t = useText()
  const { number, percent } = useFormat()
  const map = useCall(overlapMap, {})
  if (!map.data) return null
  const { segments, pairs } = map.data
  const at = segments.findIndex(({ segmentId }) => segmentId === segment.segmentId)
  const mine = segments[at]
  const most = pairs
    .filter((pair) => (pair.a === at || pair.b === at) && pair.both > 0)
    .toSorted((x, y) => y.both - x.both)[0]
  const other = most && segments[most.a === at ? most.b : most.a]
  if (!mine || !most || !other) return null
  return (
    <Section
      title={{ ja: "似たセグメント", en: "Most alike" }}
      scope={{ ja: "同じ人に続けて届かないように", en: "so that nobody hears twice" }}
    >
      <div className="segment-overlap">
        <Venn
          one={mine.members}
          other={other.members}
          both={most.both}
          label={{
            ja: `「${other.name.ja}」との重なり ${most.both}人`,
            en: `${most.both} shared with “${other.name.en}”`,
          }}
        />
        <div>
          <h3>
            {t({
              ja: `「${other.name.ja}」と ${number(most.both)}人が重なっています`,
              en: `${number(most.both)} are in “${other.name.en}” too`,
            })}
          </h3>
          <p className="quiet small">
            {t({
              ja: `このセグメントの ${percent(most.both / Math.max(1, mine.members))}、相手（${number(other.members)}人）の ${percent(most.both / Math.max(1, other.members))} にあたります。`,
              en: `${percent(most.both / Math.max(1, mine.members))} of this segment and ${percent(most.both / Math.max(1, other.members))} of the other (${number(other.members)}).`,
            })}
          </p>
        </div>
        <ButtonLink
          label={{ ja: "くらべる", en: "Compare" }}
          to={`/segments/compare?one=${segment.segmentId}&other=${other.segmentId}`}
        />
      </div>
    </Section>
  )
}
