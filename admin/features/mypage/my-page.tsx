import { useState } from "react"
import "./mypage.css"
import { getMyPageSettings, putMyPageSettings } from "../../../server/capabilities/mypage/contract.ts"
import type { MyPageSettings } from "../../../server/capabilities/mypage/model-settings.ts"
import { CopyBlock } from "../../../ui/copy.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { CardOrder } from "./card-order.tsx"
import { PagePreview } from "./page-preview.tsx"
import { Tasks } from "./tasks.tsx"

type Found = Reply<typeof getMyPageSettings>

/** How customers' own page is arranged, and how one of them sees it. */
export function MyPageSettingsPage() {
  const settings = useCall(getMyPageSettings, {})
  return (
    <SettingsPage title={{ ja: "マイページ", en: "Customers' own page" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Arrange key={found.version} found={found} />}
      </Loaded>
    </SettingsPage>
  )
}

function Arrange({ found }: { found: Found }) {
  const form = useForm<MyPageSettings>(found.settings, () => ({}))
  const save = useAct(putMyPageSettings, { refresh: [getMyPageSettings] })
  const [language, setLanguage] = useState<"ja" | "en">("ja")
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Columns split="7-5">
        <Stack>
          <Section
            title={{ ja: "項目の並び", en: "Sections" }}
            scope={{ ja: "会員証はいつも最初に表示します", en: "The member card always comes first" }}
            first
          >
            <Below>
              <CardOrder cards={found.cards} settings={form.values} set={form.set} />
            </Below>
          </Section>
          <Section title={{ ja: "言葉", en: "Words" }}>
            <Below>
              <Fields>
                <Words
                  label={{ ja: "ページの最初のひとこと", en: "A sentence at the top" }}
                  value={form.values.greeting}
                  onChange={(greeting) => form.set("greeting", greeting)}
                />
                <Words
                  label={{ ja: "公開ページの「会員になる」の前に", en: "Above the form to join, on the public page" }}
                  value={form.values.joinText}
                  onChange={(joinText) => form.set("joinText", joinText)}
                />
              </Fields>
              <Save
                right="loyalty:write"
                changed={form.changed}
                busy={save.busy}
                onSave={() => form.submit((settings) => save.run({ settings, basedOn: found.version }))}
              />
            </Below>
          </Section>
          <Addresses found={found} />
          <Tasks />
        </Stack>
        <PagePreview settings={form.values} language={language} onLanguage={setLanguage} />
      </Columns>
    </Stack>
  )
}

type WordsProps = {
  label: { ja: string; en: string }
  value: { ja: string; en: string }
  onChange: (value: { ja: string; en: string }) => void
}

const Words = ({ label, value, onChange }: WordsProps) => (
  <Field group label={label}>
    <div className="my-page-words">
      <Field label={{ ja: "日本語", en: "Japanese" }}>
        <TextArea value={value.ja} rows={2} maxLength={200} onChange={(ja) => onChange({ ...value, ja })} />
      </Field>
      <Field label={{ ja: "英語", en: "English" }}>
        <TextArea value={value.en} rows={2} maxLength={200} onChange={(en) => onChange({ ...value, en })} />
      </Field>
    </div>
  </Field>
)

/** Where the pages are, and what a shop puts on its own. */
function Addresses({ found: { publicUrl, pageUrl } }: { found: Found }) {
  const t = useText()
  const widget = `<div data-maido-my style="min-height:3em"></div>\n<script async src="${pageUrl}/widget.js"></script>`
  return (
    <Section title={{ ja: "置く場所", en: "Where to put it" }}>
      <Below>
        <dl className="my-page-places">
          <dt>{t({ ja: "お客様のマイページ", en: "Customers' own page" })}</dt>
          <dd>
            <a href={pageUrl} target="_blank" rel="noopener">
              {pageUrl}
            </a>
          </dd>
          <dt>{t({ ja: "だれでも読める特典のページ", en: "The programme, for anybody" })}</dt>
          <dd>
            <a href={publicUrl} target="_blank" rel="noopener">
              {publicUrl}
            </a>
          </dd>
          <dt>{t({ ja: "お店のページに置く小窓", en: "A line on the shop's pages" })}</dt>
          <dd>
            <CopyBlock text={widget} label={{ ja: "タグ", en: "the tag" }} />
            <p className="small quiet">
              {t({
                ja: "そのままでは、だれにでも同じ案内だけを表示します。お客様の残高を出すには、お店のサーバーが /api/v1/my-page/member-tokens で受け取ったトークンを data-member に入れてください（1時間有効）。",
                en: "As it is, everybody sees the same line. To show a customer's balance, your server asks /api/v1/my-page/member-tokens for a token (good for an hour) and puts it into data-member.",
              })}
            </p>
          </dd>
        </dl>
      </Below>
    </Section>
  )
}
