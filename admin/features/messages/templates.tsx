import { listTemplates } from "../../../server/capabilities/messages/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { items as counted } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useSession } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { MessagesPage } from "./messages-page.tsx"
import { subjectInWords } from "./subject-in-words.ts"

type Kind = Reply<typeof listTemplates>["items"][number]
type Wording = Kind["languages"][number]

const purposes = [
  {
    purpose: "transactional",
    title: { ja: "手続きのお知らせ", en: "Notices" },
    about: {
      ja: "注文に必要なので、配信を止めている方にも届きます",
      en: "Part of an order: also sent to people who unsubscribed",
    },
  },
  {
    purpose: "marketing",
    title: { ja: "お便り", en: "Letters" },
    about: { ja: "同意のある方だけに届きます", en: "Only with consent" },
  },
] as const

/** Every mail that the product can send, with what each language of it says now. */
export function Templates() {
  const templates = useCall(listTemplates, {})
  return (
    <MessagesPage open="templates" title={{ ja: "メールの文面", en: "Wordings" }}>
      <div className="messages-gap">
        <Loaded of={templates} what={{ ja: "文面を読み込めませんでした", en: "The wordings could not be loaded" }}>
          {({ items }) => (items.length === 0 ? <NoKinds /> : <Kinds items={items} />)}
        </Loaded>
      </div>
    </MessagesPage>
  )
}

function Kinds({ items }: { items: readonly Kind[] }) {
  return (
    <Stack>
      {purposes.map(({ purpose, title, about }) => {
        const kinds = items.filter((kind) => kind.purpose === purpose)
        if (kinds.length === 0) return null
        return (
          <Section
            key={purpose}
            title={title}
            scope={{ ja: `${counted(kinds.length).ja}・${about.ja}`, en: `${kinds.length}. ${about.en}` }}
          >
            <KindTable kinds={kinds} label={title} />
          </Section>
        )
      })}
    </Stack>
  )
}

function KindTable({ kinds, label }: { kinds: readonly Kind[]; label: { ja: string; en: string } }) {
  const { brand } = useSession()
  const first = brand.language === "en" ? "en" : "ja"
  const columns: Column<Kind>[] = [
    { key: "kind", head: { ja: "メール", en: "Mail" }, cell: (kind) => <Name kind={kind} /> },
    { key: "ja", head: { ja: "日本語", en: "Japanese" }, cell: (kind) => <Words kind={kind} language="ja" /> },
    { key: "en", head: { ja: "英語", en: "English" }, cell: (kind) => <Words kind={kind} language="en" /> },
  ]
  return (
    <Table
      label={label}
      columns={columns}
      rows={kinds}
      rowKey={(kind) => kind.kind}
      to={(kind) => `/messages/templates/${kind.kind}/${first}`}
    />
  )
}

function Name({ kind }: { kind: Kind }) {
  const t = useText()
  return <>{t(kind.title)}</>
}

function Words({ kind, language }: { kind: Kind; language: Wording["language"] }) {
  const t = useText()
  const wording = kind.languages.find((other) => other.language === language)
  if (!wording) return null
  const version =
    wording.version === 0
      ? { ja: "はじめからの文面", en: "Original" }
      : { ja: `第${wording.version}版`, en: `Version ${wording.version}` }
  return (
    <span className="messages-wording">
      <Link to={`/messages/templates/${kind.kind}/${language}`}>
        <span lang={language}>{subjectInWords(wording.subject, language)}</span>
      </Link>
      <span className="under">
        {t(version)} {wording.publishedAt && <DateText at={wording.publishedAt} only="date" />}{" "}
        {wording.hasDraft && <Status is="draft" label={{ ja: "下書きあり", en: "Draft" }} />}
      </span>
    </span>
  )
}

const NoKinds = () => (
  <Empty
    title={{ ja: "送れるメールがありません", en: "There is no mail to send" }}
    why={{
      ja: "この版には、メールを送る機能が一つも入っていません。",
      en: "No part of this version sends mails.",
    }}
  />
)
