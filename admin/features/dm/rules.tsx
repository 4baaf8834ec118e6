import { getDm, putDmSettings } from "../../../server/capabilities/dm/contract.ts"
import { type DmSettings, receiptTags } from "../../../server/capabilities/dm/model.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Below, Save } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct } from "../../app/use-call.ts"

type Tag = DmSettings["receiptTag"]
const tags: Readonly<Record<Tag, Text>> = {
  POST_PURCHASE_UPDATE: {
    ja: "購入後のお知らせ（POST_PURCHASE_UPDATE）",
    en: "After a purchase (POST_PURCHASE_UPDATE)",
  },
  ACCOUNT_UPDATE: { ja: "アカウントのお知らせ（ACCOUNT_UPDATE）", en: "About the account (ACCOUNT_UPDATE)" },
  CONFIRMED_EVENT_UPDATE: {
    ja: "予約したイベントのお知らせ（CONFIRMED_EVENT_UPDATE）",
    en: "About a booked event (CONFIRMED_EVENT_UPDATE)",
  },
  none: { ja: "送らない（ほかの方法で届ける）", en: "Don't send them (they take another way)" },
}
const choices: readonly Tag[] = [...receiptTags, "none"]
const isTag = (value: string): value is Tag => value in tags

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
]

/** What may leave when, and the word by which people agree. */
export function DmRules({ settings, version }: { settings: DmSettings; version: number }) {
  const t = useText()
  const toast = useToast()
  const form = useForm<{ receiptTag: Tag; joinWords: string }>(
    { receiptTag: settings.receiptTag, joinWords: settings.joinWords.join("、") },
    ({ joinWords }) => ({
      joinWords:
        wordsIn(joinWords).length > 10 || wordsIn(joinWords).some((word) => word.length > 40)
          ? { ja: "40文字までの言葉を10個までにしてください。", en: "At most ten words of up to 40 characters." }
          : undefined,
    }),
  )
  const save = useAct(putDmSettings, {
    refresh: [getDm],
    done: () => toast({ words: { ja: "変えました。", en: "Changed." } }),
  })
  return (
    <Section first title={{ ja: "いつ、だれに送ってよいか", en: "When, and to whom" }}>
      <UnsavedGuard changed={form.changed} />
      <Below>
        <p>
          {t({
            ja: "Metaのきまりで、お便りはお客様の最後のメッセージから24時間のあいだだけ送れます。店の方の返事は7日まで。それを過ぎた方には、ほかの方法で届くか、理由を残して送りません。",
            en: "By Meta's rule, letters may leave only within 24 hours of a person's last message, and answers by your staff within seven days. Later a letter takes another way, or is not sent and says why.",
          })}
        </p>
        <Fields>
          <Field
            label={{
              ja: "24時間を過ぎた手続きのお知らせ（Messengerだけ）",
              en: "Notices after 24 hours (Messenger only)",
            }}
            hint={{
              ja: "宣伝には使えません。Instagramには、この例外がありません。",
              en: "Never for advertising. Instagram knows no such exception.",
            }}
          >
            <Select
              value={form.values.receiptTag}
              onChange={(value) => isTag(value) && form.set("receiptTag", value)}
              options={choices.map((value) => ({ value, label: tags[value] }))}
            />
          </Field>
          <Field
            label={{ ja: "お便りに同意する合言葉", en: "Words by which people agree to letters" }}
            hint={{
              ja: "この言葉だけを送るか、同じ言葉のクイックリプライを押すと、同意として記録します。「、」で区切ります。「停止」はいつでも同意を取り消します。",
              en: "Whoever sends just this, or taps a quick reply that says it, has agreed. Separate by commas. STOP always takes it back.",
            }}
            error={form.errors.joinWords}
          >
            <TextInput {...form.input("joinWords")} />
          </Field>
        </Fields>
        <Save
          right="brand:write"
          changed={form.changed}
          busy={save.busy}
          onSave={() =>
            form.submit(({ receiptTag, joinWords }) =>
              save.run({ receiptTag, joinWords: wordsIn(joinWords), basedOn: version }),
            )
          }
        />
      </Below>
    </Section>
  )
}
