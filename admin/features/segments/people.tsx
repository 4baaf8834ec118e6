import "./segments.css"
import { ButtonLink } from "../../../ui/button.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { ReachSection, useAudience } from "./audience.tsx"
import { CountPanel } from "./count-panel.tsx"
import { documentIn } from "../../app/segment-address.ts"
import { edited } from "../../app/conditions/edited.ts"
import { Everybody } from "./matching.tsx"
import { ReadSentence } from "./read-sentence.tsx"

/** The people behind a figure: whoever the conditions in the address hold now, to open or to keep as a segment. */
export function People({ search }: PageProps<"/segments/people">) {
  const document = documentIn(search.who)
  return (
    <Page
      above={[{ label: { ja: "セグメント", en: "Segments" }, to: "/segments" }]}
      title={{ ja: "当てはまる人", en: "Who matches" }}
      actions={document && <Keep who={search.who ?? ""} />}
    >
      {document ? (
        <Shown document={document} />
      ) : (
        <Empty
          title={{ ja: "条件を読めませんでした", en: "The conditions could not be read" }}
          why={{ ja: "リンクが途中で切れているようです。", en: "The link seems to have been cut short." }}
        />
      )}
    </Page>
  )
}

function Keep({ who }: { who: string }) {
  const may = useMay()
  if (!may("segments:write")) return null
  return (
    <ButtonLink
      look="go"
      label={{ ja: "セグメントとして残す", en: "Save as a segment" }}
      to={`/segments/new?who=${encodeURIComponent(who)}`}
    />
  )
}

function Shown({ document }: { document: NonNullable<ReturnType<typeof documentIn>> }) {
  const audience = useAudience(document)
  return (
    <Stack>
      <Columns split="8-4">
        <ReadSentence group={edited(document)} />
        <CountPanel audience={audience} to="#people" />
      </Columns>
      {audience.data && <ReachSection reach={audience.data.reach} count={audience.data.count} />}
      <div id="people">
        <Section title={{ ja: "お客様", en: "Customers" }}>
          <Everybody document={document} count={audience.data?.count} />
        </Section>
      </div>
    </Stack>
  )
}
