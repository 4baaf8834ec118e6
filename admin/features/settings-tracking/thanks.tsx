import "./notices.css"
import { getTrackingSettings, putTrackingSettings } from "../../../server/capabilities/tracking/contract-settings.ts"
import type { TrackingSettings } from "../../../server/capabilities/tracking/model-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { ThanksForm } from "./thanks-form.tsx"
import { checkThanks, emptyThanks, problemOf, thanksValues, withThanks } from "./thanks-values.ts"

/** What the mail of a delivered order says to whom, and what is asked for later. */
export function ThanksSettings() {
  const settings = useCall(getTrackingSettings, {})
  return (
    <SettingsPage title={{ ja: "お礼とお願い", en: "Thanks and asking" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Form key={found.version} {...found} />}
      </Loaded>
    </SettingsPage>
  )
}

function Form({ settings, version }: { settings: TrackingSettings; version: number }) {
  const t = useText()
  const toast = useToast()
  const form = useForm(thanksValues(settings), checkThanks)
  const { values } = form
  const save = useAct(putTrackingSettings, {
    refresh: [getTrackingSettings],
    done: () => {
      form.restart(form.values)
      toast({ words: { ja: "保存しました。次のお届けから変わります。", en: "Saved, from the next delivery on." } })
    },
  })
  const submit = () =>
    form.submit((given) => {
      const next = withThanks(settings, given)
      if (next.success) save.run({ settings: next.data, basedOn: version })
      else
        form.refuse("thanks", {
          ja: "長すぎるところか、書きかたの違うところがあります。",
          en: "Something is too long or not written as it should be.",
        })
    })
  const change = (thanks: typeof values.thanks) => form.set("thanks", thanks)
  return (
    <Stack>
      <UnsavedGuard changed={form.changed} />
      <Section
        first
        title={{ ja: "お礼の装い", en: "How the thanks are dressed" }}
        scope={{ ja: "上から見て、はじめに合ったもの", en: "the first that fits, from the top" }}
      >
        <Below>
          {values.thanks.length === 0 && (
            <Note>
              {t({
                ja: "まだありません。どなたにも、いつもの文面でお礼をお送りします。初めての方や、特定の商品に、別の言葉を用意できます。",
                en: "None yet: everyone gets the plain thanks. You can have other words for first orders, for a product or a rank.",
              })}
            </Note>
          )}
          {values.thanks.map((one, index) => (
            <ThanksForm
              // biome-ignore lint/suspicious/noArrayIndexKey: a dress has no other identity while it is edited
              key={index}
              value={one}
              problem={form.errors.thanks && problemOf(one)}
              onChange={(next) => change(values.thanks.with(index, next))}
              onRemove={() => change(values.thanks.toSpliced(index, 1))}
              onUp={index > 0 ? () => change(moved(values.thanks, index)) : undefined}
            />
          ))}
          <Button label={{ ja: "装いを足す", en: "Add one" }} onClick={() => change([...values.thanks, emptyThanks])} />
        </Below>
      </Section>
      <Section title={{ ja: "ご一緒に使われているもの", en: "What goes well with it" }}>
        <Below>
          <Checkbox
            label={{ ja: "お届けのメールに、関連する商品を三つまで載せる", en: "Show up to three related products" }}
            hint={{
              ja: "お便りに同意した方のメールにだけ出ます。ほかの方には、この部分のないメールが届きます。",
              en: "Only in the mails of those who agreed to letters; everyone else gets the mail without them.",
            }}
            checked={values.related}
            onChange={(on) => form.set("related", on)}
          />
        </Below>
      </Section>
      <Section title={{ ja: "レビューのお願い", en: "Asking for a review" }}>
        <Below>
          <Checkbox
            label={{ ja: "お届けのあと、日をおいてお願いする", en: "Ask some days after delivery" }}
            hint={{
              ja: "お礼とは別のメールで、一度だけ。お便りに同意した方にだけお送りし、返品や返金のあった注文ではお願いしません。",
              en: "In a mail of its own, once. Only to those who agreed to letters, never after a return or a refund.",
            }}
            checked={values.send}
            onChange={(on) => form.set("send", on)}
          />
          {values.send && (
            <Fields two>
              <Field label={{ ja: "お届けから", en: "After delivery" }} error={form.errors.afterDays}>
                <NumberInput {...form.input("afterDays")} unit={{ ja: "日後", en: "days" }} />
              </Field>
              <Field
                label={{ ja: "レビューを書くページ", en: "Where reviews are written" }}
                hint={{ ja: "{order} は注文番号になります。", en: "{order} becomes the order's number." }}
                error={form.errors.url}
              >
                <TextInput type="url" {...form.input("url")} />
              </Field>
            </Fields>
          )}
        </Below>
      </Section>
      <Save right="brand:write" changed={form.changed} busy={save.busy} onSave={submit} />
    </Stack>
  )
}

const moved = <T,>(list: readonly T[], index: number): readonly T[] => {
  const one = list[index]
  return one === undefined ? list : list.toSpliced(index, 1).toSpliced(index - 1, 0, one)
}
