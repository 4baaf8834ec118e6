import { getRanks } from "../../../server/capabilities/members/contract.ts"
import { listRewards } from "../../../server/capabilities/rewards/contract.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { Checkbox, Checkboxes } from "../../../ui/choices.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import type { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
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
          <Field label={{ ja: "名前（日本語）", en: "Name (Japanese)" }} error={form.errors.nameJa}>
            <TextInput {...form.input("nameJa")} maxLength={80} />
          </Field>
          <Field label={{ ja: "名前（英語）", en: "Name (English)" }} optional>
            <TextInput {...form.input("nameEn")} maxLength={80} />
          </Field>
          <Field label={{ ja: "説明（日本語）", en: "About it (Japanese)" }} optional>
            <TextArea {...form.input("aboutJa")} rows={2} maxLength={600} />
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
              <Field label={{ ja: "スタンプの名前", en: "Name of the stamp" }}>
                <TextInput {...form.input("badgeJa")} maxLength={80} />
              </Field>
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

function Whom({ form }: Props) {
  const may = useMay()
  const segments = useCall(listSegments, { state: "all" }, { when: may("segments:read") })
  const ranks = useCall(getRanks, {})
  const rankOptions = (ranks.data?.live?.document.ranks ?? []).map(({ key, name }) => ({ value: key, label: name }))
  const { values } = form
  return (
    <Section title={{ ja: "いつ、だれに", en: "When, and for whom" }}>
      <Below>
        <Fields>
          <Field
            label={{ ja: "始まり", en: "Begins" }}
            hint={{ ja: "空なら、公開したときから数えます", en: "Empty: counts from when it is published" }}
            optional
            group
          >
            <MomentInput {...form.input("opensAt")} label={{ ja: "始まり", en: "Begins" }} />
          </Field>
          <Field label={{ ja: "終わり", en: "Ends" }} optional group>
            <MomentInput {...form.input("closesAt")} label={{ ja: "終わり", en: "Ends" }} />
          </Field>
          <Checkbox
            checked={values.isForMembers}
            onChange={(value) => form.set("isForMembers", value)}
            label={{ ja: "会員だけ", en: "Members only" }}
          />
          {rankOptions.length > 0 && (
            <Field label={{ ja: "ランクを限る", en: "Only these ranks" }} optional group>
              <Checkboxes
                values={values.ranks}
                onChange={(chosen) => form.set("ranks", chosen)}
                options={rankOptions}
              />
            </Field>
          )}
          <Field label={{ ja: "セグメントを限る", en: "Only this segment" }} optional>
            <Select
              value={values.segmentId || "none"}
              onChange={(value) => form.set("segmentId", value === "none" ? "" : value)}
              options={[
                { value: "none", label: { ja: "指定しない", en: "Everybody" } },
                ...(segments.data?.items ?? []).map(({ segmentId, name }) => ({ value: segmentId, label: name })),
              ]}
            />
          </Field>
        </Fields>
      </Below>
    </Section>
  )
}
