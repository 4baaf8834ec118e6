import { changeLetterSettings, getLetterSettings } from "../../../server/capabilities/messages/contract.ts"
import type { LetterSettings } from "../../../server/capabilities/messages/model-letter-settings.ts"
import { Checkbox, Switch } from "../../../ui/choices.tsx"
import { TimeInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { Below, Save, SettingsPage } from "../../app/settings-page.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { channelRows, type Edited, editedOf, type Numbered, problemOf, settingsFrom } from "./letter-rules-values.ts"

/** What is never done to a reader, whoever plans it: hours, how often, how many asks, how deep a discount. */
export function LetterRules() {
  const found = useCall(getLetterSettings, {})
  return (
    <SettingsPage title={{ ja: "お便りの決まり", en: "Rules of letters" }}>
      <Loaded of={found} what={{ ja: "決まりを読み込めませんでした", en: "The rules could not be loaded" }}>
        {({ settings, version }) => (
          <Stack>
            <Pause settings={settings} version={version} />
            <Rules key={version} settings={settings} version={version} />
          </Stack>
        )}
      </Loaded>
    </SettingsPage>
  )
}

type Props = { settings: LetterSettings; version: number }

function Pause({ settings, version }: Props) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const save = useAct(changeLetterSettings, {
    refresh: [getLetterSettings],
    done: ({ settings: { isPaused } }) =>
      toast({
        words: isPaused
          ? {
              ja: "お便りをすべて止めました。注文のお知らせは届きます。",
              en: "All letters are paused. Order notices still go.",
            }
          : { ja: "お便りを再開しました。", en: "Letters go out again." },
      }),
  })
  return (
    <Section first title={{ ja: "すべて止める", en: "Stop everything" }}>
      <Below>
        <Switch
          on={settings.isPaused}
          label={{ ja: "お便りを止める", en: "Pause all letters" }}
          words={{ on: { ja: "止めています", en: "Paused" }, off: { ja: "送っています", en: "Going out" } }}
          disabled={save.busy || !may("brand:write")}
          onChange={(isPaused) => save.run({ settings: { ...settings, isPaused }, basedOn: version })}
        />
        <Note>
          {t({
            ja: "止めている間、お便りは待ちます。送る期間を過ぎたものは「時機を過ぎました」として残ります。",
            en: "Meanwhile letters wait. Those whose time passes end as too late, for everyone to see.",
          })}
        </Note>
      </Below>
    </Section>
  )
}

const unit = { ja: "通", en: "letters" }
const perDays = { ja: "日のうち", en: "days" }

function Rules({ settings, version }: Props) {
  const t = useText()
  const toast = useToast()
  const form = useForm<Edited>(editedOf(settings), problemOf)
  const save = useAct(changeLetterSettings, {
    refresh: [getLetterSettings],
    done: () =>
      toast({ words: { ja: "変えました。次の判断から効きます。", en: "Changed, from the next decision on." } }),
  })
  const cap = (days: Numbered, count: Numbered, label: Text, hint?: Text) => (
    <Field key={count} group label={label} hint={hint} error={form.errors[count] ?? form.errors[days]} optional>
      <span className="messages-cap">
        <NumberInput
          {...form.input(days)}
          unit={perDays}
          label={{ ja: `${label.ja}の日数`, en: `${label.en}: days` }}
        />
        <NumberInput
          {...form.input(count)}
          unit={unit}
          label={{ ja: `${label.ja}の上限`, en: `${label.en}: at most` }}
        />
      </span>
    </Field>
  )
  return (
    <>
      <UnsavedGuard changed={form.changed} />
      <Section
        title={{ ja: "夜間", en: "Quiet hours" }}
        scope={{ ja: "お客様の時間帯で", en: "in the reader's time zone" }}
      >
        <Below>
          <Checkbox
            checked={form.values.hasQuiet}
            label={{ ja: "夜は送らない", en: "Nothing goes out at night" }}
            onChange={(hasQuiet) => form.set("hasQuiet", hasQuiet)}
          />
          {form.values.hasQuiet && (
            <Fields two>
              <Field label={{ ja: "ここから", en: "From" }}>
                <TimeInput {...form.input("quietFrom")} />
              </Field>
              <Field label={{ ja: "ここまで", en: "Until" }}>
                <TimeInput {...form.input("quietUntil")} />
              </Field>
            </Fields>
          )}
        </Below>
      </Section>
      <Section
        title={{ ja: "ひとりに送る回数", en: "How often one person is written to" }}
        scope={{ ja: "空のところは数えません", en: "what is left empty is not limited" }}
      >
        <Fields>
          {cap("totalDays", "totalCount", { ja: "すべての経路で", en: "On all channels together" })}
          {channelRows.map(({ days, count, label }) => cap(days, count, label))}
          {cap("topicDays", "topicCount", { ja: "同じ話題", en: "About one topic" })}
          <Field
            label={{ ja: "同じ文面を次に送れるまで", en: "The same template again after" }}
            error={form.errors.sameTemplateDays}
          >
            <NumberInput {...form.input("sameTemplateDays")} unit={{ ja: "日", en: "days" }} />
          </Field>
          <Field
            label={{
              ja: "回数で待っている小さなお便りを、次のメールに載せる数",
              en: "Small letters that may ride along in the next mail",
            }}
            hint={{
              ja: "本文4つまでの短いお便りは、待たせずに次のメールの一節として届けます。0 にすると、いつも別々に送ります。",
              en: "A short letter that waits for its turn goes as a section of the next mail. With 0 each keeps its own.",
            }}
            error={form.errors.sections}
          >
            <NumberInput {...form.input("sections")} unit={{ ja: "通まで", en: "at most" }} />
          </Field>
        </Fields>
      </Section>
      <Section title={{ ja: "お便りの足元", en: "At the foot of each letter" }}>
        <Below>
          <Checkbox
            checked={form.values.balanceInFooter}
            label={{ ja: "ポイントの残高と貯まり方を添える", en: "The reader's points, and how they come about" }}
            hint={{
              ja: "会員制度を公開していれば、メールとLINEのすべてのお便りの足元に、その方の分が1行で入ります。",
              en: "Once there is a programme: one line of her own at the foot of every letter, by mail and by LINE.",
            }}
            onChange={(on) => form.set("balanceInFooter", on)}
          />
        </Below>
      </Section>
      <Section title={{ ja: "お願いと値引き", en: "Asks and discounts" }}>
        <Fields>
          {cap(
            "giveAskDays",
            "giveAskSurplus",
            { ja: "お願いが役立つ話を上回ってよい数", en: "Asks may outnumber letters of value by" },
            {
              ja: "上回ると、代わりの役立つ話があればそれを送り、なければ待ちます。",
              en: "Beyond it something of value goes instead where there is one; otherwise it waits.",
            },
          )}
          {cap("discountDays", "discountCount", { ja: "値引きの回数", en: "Discounts" })}
          <Field
            optional
            label={{ ja: "値引きの深さの上限", en: "Deepest discount" }}
            error={form.errors.deepestPercent}
          >
            <NumberInput {...form.input("deepestPercent")} unit={{ ja: "%", en: "%" }} />
          </Field>
        </Fields>
      </Section>
      <Section title={{ ja: "経路の選び方", en: "Choosing a channel" }}>
        <Fields>
          <Field
            label={{ ja: "お便りから見に来てもらう1回の値打ち", en: "What one visit out of a letter is worth" }}
            error={form.errors.visitYen}
            hint={{
              ja: "「いちばん合う経路で」のとき、見込みの訪問数にこれを掛け、経路の費用を引いて比べます。",
              en: "With “whichever suits best”, expected visits times this, less the channel's price, are compared.",
            }}
          >
            <NumberInput {...form.input("visitYen")} unit={{ ja: "円", en: "yen" }} digits={1} />
          </Field>
        </Fields>
        <p className="small quiet messages-gap">
          {t({
            ja: "お客様の希望の経路が分かっていれば、それが先です。",
            en: "Where we know which channel a reader prefers, that one comes first.",
          })}
        </p>
      </Section>
      <Save
        right="brand:write"
        changed={form.changed}
        busy={save.busy}
        onSave={() => form.submit((values) => save.run({ settings: settingsFrom(settings, values), basedOn: version }))}
      />
    </>
  )
}
