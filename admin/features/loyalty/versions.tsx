import { getVersion, listVersions } from "../../../server/capabilities/loyalty/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { Columns, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { Differences } from "./differences.tsx"
import { Preview } from "./preview.tsx"

const home = { label: { ja: "会員制度", en: "Programme" }, to: "/loyalty" }
const list = { label: { ja: "これまでの版", en: "Versions" }, to: "/loyalty/versions" }

/** All versions of the programme, the newest first. */
export function VersionsPage() {
  const versions = useCall(listVersions, {})
  return (
    <Page title={list.label} above={[home]}>
      <Loaded of={versions} what={{ ja: "版を読み込めませんでした", en: "The versions could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだありません", en: "None yet" }}
              why={{ ja: "公開すると、版としてここに残ります。", en: "What is published stays here as a version." }}
            />
          ) : (
            <Table
              label={list.label}
              rows={items}
              rowKey={({ version }) => String(version)}
              to={({ version, publishedAt }) => (publishedAt ? `/loyalty/versions/${version}` : "/loyalty/programme")}
              columns={[
                { key: "version", head: { ja: "版", en: "Version" }, cell: ({ version }) => version },
                {
                  key: "state",
                  head: { ja: "状態", en: "State" },
                  cell: ({ publishedAt }) =>
                    publishedAt ? (
                      <Status is="done" label={{ ja: "公開した", en: "Published" }} />
                    ) : (
                      <Status is="draft" />
                    ),
                },
                { key: "note", head: { ja: "メモ", en: "Note" }, cell: ({ note }) => note },
                {
                  key: "from",
                  head: { ja: "この時からの注文", en: "Orders from" },
                  cell: ({ holdsFrom }) => (holdsFrom ? <DateText at={holdsFrom} /> : null),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

/** One version: what it changed, and what an order would earn by it. */
export function VersionPage({ params }: PageProps<"/loyalty/versions/$version">) {
  const version = Number(params.version)
  const found = useCall(getVersion, { version })
  return (
    <Page title={{ ja: `第${version}版`, en: `Version ${version}` }} above={[home, list]}>
      <Loaded of={found} what={{ ja: "版を読み込めませんでした", en: "The version could not be loaded" }}>
        {({ programme, differences }) => (
          <Columns split="7-5">
            <Section title={{ ja: "前の版との違い", en: "What it changed" }} first>
              <Differences differences={differences} />
            </Section>
            <Preview programme={programme} />
          </Columns>
        )}
      </Loaded>
    </Page>
  )
}
