import { listRewards } from "../../../server/capabilities/rewards/contract.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import { GatesFields } from "../../app/gates-fields.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { WordsFields } from "../../app/words-fields.tsx"
import type { Values } from "./form-values.ts"
import { TaskForm } from "./task-form.tsx"
import { kindOptions } from "./words.ts"

type Props = { form: ReturnType<typeof useForm<Values>> }

/** All that can be said of a quest. */
export const QuestForm = ({ form, questId }: Props & { questId: string | null }) => (
  <Stack>
    <Section title={{ ja: "すること", en: "What is to be done" }} first>
      <Below>
        <Fields>
          <Field
            label={{ ja: "種類", en: "Kind" }}
            hint={kindOptions.find(({ value }) => value === form.values.kind)?.hint}
          >
            <Select {...form.input("kind")} options={kindOptions} />
          </Field>
          <WordsFields
            label={{ ja: "名前", en: "Name" }}
            ja={form.input("nameJa")}
            en={form.input("nameEn")}
            error={form.errors.nameJa}
            maxLength={80}
          />
          <WordsFields
            label={{ ja: "説明", en: "About it" }}
            ja={form.input("aboutJa")}
            en={form.input("aboutEn")}
            maxLength={600}
            rows={2}
            optional
          />
          <Field label={{ ja: "画像のアドレス", en: "Address of a picture" }} error={form.errors.imageUrl} optional>
            <TextInput {...form.input("imageUrl")} type="url" maxLength={1_000} />
          </Field>
          <TaskForm form={form} questId={questId} />
        </Fields>
      </Below>
    </Section>
    <PrizeForm form={form} />
    <Whom form={form} />
  </Stack>
)

function PrizeForm({ form }: Props) {
  const rewards = useCall(listRewards, {})
  const live = (rewards.data?.items ?? []).filter(({ state }) => state === "live")
  const { values } = form
  return (
    <Section title={{ ja: "達成すると", en: "What it gives" }}>
      <Below>
        <Fields>
          <Field label={{ ja: "ポイント", en: "Points" }} error={form.errors.points}>
            <NumberInput {...form.input("points")} unit={same("pt")} />
          </Field>
          <Field label={{ ja: "特典", en: "A reward" }} optional>
            <Select
              value={values.rewardId || "none"}
              onChange={(value) => form.set("rewardId", value === "none" ? "" : value)}
              options={[
                { value: "none", label: { ja: "なし", en: "None" } },
                ...live.map(({ rewardId, live: document }) => ({
                  value: rewardId,
                  label: same(document?.name.ja || document?.name.en || ""),
                })),
              ]}
            />
          </Field>
          <Checkbox
            checked={values.hasBadge}
            onChange={(value) => form.set("hasBadge", value)}
            label={{ ja: "コレクションのスタンプ", en: "A stamp to collect" }}
            hint={{
              ja: "会員の手元に残り、署名つきのファイルで持ち出せます。",
              en: "Stays with the member, who can take it along as a signed file.",
            }}
          />
          {values.hasBadge && (
            <>
              <WordsFields
                label={{ ja: "スタンプの名前", en: "Name of the stamp" }}
                ja={form.input("badgeJa")}
                en={form.input("badgeEn")}
                maxLength={80}
              />
              <Field label={{ ja: "スタンプの画像", en: "Its picture" }} error={form.errors.badgeImage} optional>
                <TextInput {...form.input("badgeImage")} type="url" maxLength={1_000} />
              </Field>
            </>
          )}
          {values.kind !== "set" && (
            <Field
              label={{ ja: "1人が達成できる回数", en: "How often one person may complete it" }}
              hint={{ ja: "空なら何回でも", en: "Empty: as often as she likes" }}
              error={form.errors.rounds}
              optional
            >
              <NumberInput {...form.input("rounds")} unit={{ ja: "回", en: "times" }} />
            </Field>
          )}
        </Fields>
      </Below>
    </Section>
  )
}

const Whom = ({ form }: Props) => (
  <Section title={{ ja: "いつ、だれに", en: "When, and for whom" }}>
    <Below>
      <Fields>
        <GatesFields
          opens={{
            ...form.input("opensAt"),
            label: { ja: "始まり", en: "Begins" },
            hint: { ja: "空なら、公開したときから数えます", en: "Empty: counts from when it is published" },
          }}
          closes={{ ...form.input("closesAt"), label: { ja: "終わり", en: "Ends" } }}
          forMembers={form.input("isForMembers")}
          ranks={form.input("ranks")}
          segment={form.input("segmentId")}
        />
      </Fields>
    </Below>
  </Section>
)
