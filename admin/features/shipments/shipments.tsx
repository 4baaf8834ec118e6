import "./shipments.css"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import type { Text } from "../../../ui/text.ts"
import { countShipments, listUnreadLabels } from "../../../server/capabilities/shipments/contract.ts"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { ParcelList } from "./parcel-list.tsx"
import { UnreadLabels } from "./unread-labels.tsx"
import { type View, viewNamed, views } from "./views.ts"

/** All parcels, led by those that need a person now. */
export function Shipments({ search, setSearch }: PageProps<"/shipments">) {
  const t = useText()
  const counts = useCall(countShipments, {}, { everyMs: 60_000 }).data
  const labels = useCall(listUnreadLabels, {}).data
  const unread = labels?.items.length
  const view = viewNamed(search.view) ?? (counts && counts.needAttention > 0 ? views.attention : views.road)
  const tallies: Partial<Record<View["key"], number | undefined>> = {
    attention: counts?.needAttention,
    risk: counts?.atRisk,
    road: counts?.onTheRoad,
    parked: counts?.parked,
    unread,
  }
  return (
    <Page title={counts ? headline(counts) : names} name={names} over={t(counts ? dueToday(counts.dueToday) : names)}>
      <Section first title={view.title} scope={view.scope}>
        <Tabs
          label={{ ja: "どの荷物を見るか", en: "Which parcels" }}
          open={view.key}
          onOpen={(key) => setSearch({ view: key })}
          tabs={Object.values(views).map(({ key, label }) => {
            const count = tallies[key]
            return { key, label, ...(count !== undefined && { count }) }
          })}
        >
          {view.key === "unread" ? (
            <Stack near>
              <UnreadLabels />
              <Section title={{ ja: "その文言のある荷物", en: "Parcels with such a wording" }}>
                <ParcelList view={view} search={search} setSearch={setSearch} />
              </Section>
            </Stack>
          ) : (
            <ParcelList view={view} search={search} setSearch={setSearch} />
          )}
        </Tabs>
      </Section>
    </Page>
  )
}

const names: Text = { ja: "荷物", en: "Parcels" }

const dueToday = (count: number): Text =>
  count === 0
    ? { ja: "きょうが最終日の荷物はありません", en: "No parcel is due by today" }
    : { ja: `きょうまでにお届けする荷物 ${count}個`, en: `${count} due by today` }

function headline({ onTheRoad, needAttention }: { onTheRoad: number; needAttention: number }): Text {
  const rest = onTheRoad - needAttention
  if (onTheRoad === 0) return { ja: "いま、届く途中の荷物はありません。", en: "No parcel is on its way right now." }
  if (needAttention === 0)
    return {
      ja: `届く途中の荷物 ${onTheRoad}個は、予定どおりです。`,
      en:
        onTheRoad === 1
          ? "The one parcel on its way is on time."
          : `All ${onTheRoad} parcels on their way are on time.`,
    }
  return {
    ja: `人の手が要る荷物は${needAttention}個。ほか${rest}個は順調です。`,
    en: `${needAttention} ${needAttention === 1 ? "parcel needs" : "parcels need"} a person; ${rest === 1 ? "the other one is" : `the other ${rest} are`} on time.`,
  }
}
