import "./brands.css"
import { FileCode2 } from "lucide-react"
import { useState } from "react"
import { listKeys } from "../../../server/capabilities/brands/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { CopyBlock } from "../../../ui/copy.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Columns, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { browserTag, curlRead, curlWrite, segmentBrowser, segmentNode } from "./api-samples.ts"
import { NewKey } from "./new-key.tsx"
import { keyState } from "./key-state.ts"

type Keys = Reply<typeof listKeys>

/** How to talk to this brand: from a server, from a shop's pages, and with an SDK that is already there. */
export function ApiPage() {
  const t = useText()
  const keys = useCall(listKeys, {})
  return (
    <SettingsPage
      title={{ ja: "API と計測タグ", en: "API and browser tag" }}
      over={t({ ja: "そのまま写して使えます", en: "Ready to be copied" })}
      actions={
        <ButtonLink
          icon={FileCode2}
          to={`${location.origin}/api/v1/openapi.json`}
          label={{ ja: "OpenAPI を開く", en: "Open the OpenAPI document" }}
        />
      }
    >
      <Loaded of={keys} what={{ ja: "キーを読み込めませんでした", en: "The keys could not be loaded" }}>
        {(found) => <Samples found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

function Samples({ found }: { found: Keys }) {
  const now = useNow()
  const writeKeys = found.items.filter(
    (key) => key.kind === "write" && keyState(key, now) === "valid" && key.publicKey !== null,
  )
  const [chosen, setChosen] = useState("")
  const key = writeKeys.find(({ keyId }) => keyId === chosen) ?? writeKeys[0]
  const { origin } = location
  return (
    <Columns split="7-5">
      <Stack>
        <Section
          first
          title={{ ja: "サーバーから", en: "From a server" }}
          scope={{ ja: "サーバー用のキーで", en: "with a server key" }}
        >
          <div className="brand-samples">
            <CopyBlock label={{ ja: "注文を読む例", en: "sample that reads orders" }} text={curlRead(origin)} />
            <CopyBlock
              label={{ ja: "商品を登録する例", en: "sample that writes a product" }}
              text={curlWrite(origin)}
            />
          </div>
        </Section>
        <Section
          title={{ ja: "お店のサイトから", en: "From the shop's pages" }}
          scope={{ ja: "ブラウザー用のキーで", en: "with a browser key" }}
          beside={
            writeKeys.length > 1 && (
              <Select
                short
                label={{ ja: "例に使うキー", en: "Key of the samples" }}
                value={key?.keyId ?? ""}
                onChange={setChosen}
                options={writeKeys.map(({ keyId, name }) => ({ value: keyId, label: same(name) }))}
              />
            )
          }
        >
          <WriteSamples origin={origin} writeKey={key?.publicKey ?? undefined} found={found} />
        </Section>
      </Stack>
      <Rules />
    </Columns>
  )
}

function WriteSamples(props: { origin: string; writeKey: string | undefined; found: Keys }) {
  const t = useText()
  const { origin, writeKey } = props
  const [making, setMaking] = useState(false)
  const shown = writeKey ?? "wk_…"
  return (
    <div className="brand-samples">
      {!writeKey && (
        <>
          <p className="small">
            {t({
              ja: "ブラウザー用のキーがまだありません。作ると、下の例にそのまま入ります。",
              en: "There is no browser key yet. Make one, and the samples carry it.",
            })}
          </p>
          <div className="button-row">
            <Button
              look="go"
              label={{ ja: "ブラウザー用のキーを作る", en: "Make a browser key" }}
              onClick={() => setMaking(true)}
            />
          </div>
        </>
      )}
      <h3>{t({ ja: "Maido の計測タグ", en: "Maido's browser tag" })}</h3>
      <CopyBlock label={{ ja: "計測タグ", en: "browser tag" }} text={browserTag(origin, shown)} />
      <h3>{t({ ja: "Segment の SDK（ブラウザー）", en: "Segment's SDK in a browser" })}</h3>
      <CopyBlock label={{ ja: "Segment の例", en: "Segment sample" }} text={segmentBrowser(origin, shown)} />
      <h3>{t({ ja: "Segment の SDK（サーバー）", en: "Segment's SDK on a server" })}</h3>
      <CopyBlock
        label={{ ja: "サーバーの Segment の例", en: "Segment sample for servers" }}
        text={segmentNode(origin)}
      />
      {making && <NewKey kind="write" scopes={props.found.scopes} onClose={() => setMaking(false)} />}
    </div>
  )
}

function Rules() {
  const t = useText()
  return (
    <Section title={{ ja: "きまり", en: "Rules" }}>
      <Rows
        rows={[
          {
            label: { ja: "キーの渡し方", en: "How to send the key" },
            value: <code>Authorization: Bearer mk_live_…</code>,
          },
          {
            label: { ja: "書き込みを一度だけ数える", en: "A write that counts once" },
            value: <code>Idempotency-Key</code>,
          },
          {
            label: { ja: "日時", en: "Instants" },
            value: t({ ja: "ISO 8601（時差つき）", en: "ISO 8601 with offset" }),
          },
          {
            label: { ja: "金額", en: "Money" },
            value: t({ ja: "最小の単位の整数（円は1円）", en: "whole minor units" }),
          },
          {
            label: { ja: "一覧の続き", en: "The rest of a list" },
            value: t({ ja: "返ってきた cursor を渡す", en: "send back its cursor" }),
          },
          {
            label: { ja: "断られたとき", en: "Refusals" },
            under: t({
              ja: "error.message に、何をすればよいかが日本語と英語で入ります",
              en: "error.message says in Japanese and English what to do",
            }),
            value: <code className="api-code">error.code</code>,
          },
        ]}
      />
      <p className="small settings-links">
        <Link to="/settings/keys">{t({ ja: "キーを作る・無効にする", en: "Make or revoke keys" })}</Link>
        <Link to="/settings/events">{t({ ja: "届いたイベントを見る", en: "See what arrives" })}</Link>
      </p>
    </Section>
  )
}
