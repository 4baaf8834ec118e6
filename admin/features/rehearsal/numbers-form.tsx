import type { Numbers } from "../../../server/capabilities/rehearsal/model-numbers.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same, type Text } from "../../../ui/text.ts"

type Part = { value: Numbers; onChange: (value: Numbers) => void; why?: Readonly<Record<string, Text>> | undefined }
const points: Text = { ja: "ポイント", en: "points" }

/** What a purchase earns and what a point is worth. */
export function EarnFields({ value, onChange, why }: Part) {
  const set = (change: Partial<Numbers>) => onChange({ ...value, ...change })
  return (
    <Fields>
      <Field label={{ ja: "呼び名", en: "What points are called" }}>
        <TextInput
          value={value.pointName.ja}
          onChange={(ja) => set({ pointName: { ...value.pointName, ja } })}
          maxLength={60}
        />
      </Field>
      <Field label={{ ja: "呼び名（英語）", en: "In English" }}>
        <TextInput
          value={value.pointName.en}
          onChange={(en) => set({ pointName: { ...value.pointName, en } })}
          maxLength={60}
        />
      </Field>
      <Field label={{ ja: "100円のお買い物で", en: "For every 100 yen" }} hint={why?.["perHundred"]}>
        <NumberInput value={value.perHundred} onChange={(n) => set({ perHundred: n ?? 0 })} unit={points} />
      </Field>
      <Field label={{ ja: "1ポイントの価値", en: "One point is worth" }}>
        <NumberInput
          value={value.yenPerPoint}
          onChange={(n) => set({ yenPerPoint: n ?? 0 })}
          unit={{ ja: "円", en: "yen" }}
        />
      </Field>
      <Field label={{ ja: "計算のもと", en: "Reckoned from" }}>
        <Select
          value={value.taxIncluded ? "with" : "without"}
          onChange={(tax) => set({ taxIncluded: tax === "with" })}
          options={[
            { value: "with", label: { ja: "税込みの金額", en: "the price with tax" } },
            { value: "without", label: { ja: "税抜きの金額", en: "the price without tax" } },
          ]}
        />
      </Field>
    </Fields>
  )
}

/** What joining gives, when points can be used and when they are gone. */
export function TimeFields({ value, onChange, why }: Part) {
  const set = (change: Partial<Numbers>) => onChange({ ...value, ...change })
  const { expiry } = value
  const months = expiry.kind === "never" ? 12 : expiry.months
  return (
    <Fields>
      <Field label={{ ja: "入会で贈る", en: "For joining" }} hint={why?.["signUp"]}>
        <NumberInput value={value.signUp} onChange={(n) => set({ signUp: n ?? 0 })} unit={points} />
      </Field>
      <Field
        label={{ ja: "お届けから使えるまで", en: "Usable after the delivery" }}
        hint={{ ja: "返品の期間と合わせると安心です", en: "As long as goods can be returned" }}
      >
        <NumberInput
          value={value.confirmDays}
          onChange={(n) => set({ confirmDays: n ?? 0 })}
          unit={{ ja: "日", en: "days" }}
        />
      </Field>
      <Field label={{ ja: "期限", en: "Expiry" }} hint={why?.["expiryMonths"]}>
        <Select
          value={expiry.kind}
          onChange={(kind) => set({ expiry: kind === "never" ? { kind } : { kind, months } })}
          options={[
            {
              value: "months",
              label: { ja: "使えるようになってから数える", en: "Counted from when they can be used" },
            },
            { value: "sliding", label: { ja: "お買い物のたびに延びる", en: "Prolonged by every purchase" } },
            { value: "never", label: { ja: "期限なし", en: "They do not expire" } },
          ]}
        />
      </Field>
      {expiry.kind !== "never" && (
        <Field label={{ ja: "期限までの長さ", en: "How long" }}>
          <NumberInput
            value={expiry.months}
            onChange={(n) => set({ expiry: { kind: expiry.kind, months: n ?? 0 } })}
            unit={{ ja: "か月", en: "months" }}
          />
        </Field>
      )}
    </Fields>
  )
}

/** The ranks, lowest first. */
export function RankFields({ value, onChange, why }: Part) {
  const t = useText()
  const change = (at: number, rank: Partial<Numbers["ranks"][number]>) =>
    onChange({ ...value, ranks: value.ranks.map((one, i) => (i === at ? { ...one, ...rank } : one)) })
  return (
    <>
      {why?.["thresholds"] && <p className="small quiet">{t(why["thresholds"])}</p>}
      {value.ranks.map((rank, at) => (
        <Section
          key={rank.key}
          title={{ ja: rank.name.ja || `ランク${at + 1}`, en: rank.name.en || `Rank ${at + 1}` }}
          beside={
            at > 0 && (
              <Button
                look="text"
                label={{ ja: "このランクを外す", en: "Remove this rank" }}
                onClick={() => onChange({ ...value, ranks: value.ranks.filter((_, i) => i !== at) })}
              />
            )
          }
        >
          <Fields two>
            <Field label={{ ja: "名前", en: "Name" }}>
              <TextInput
                value={rank.name.ja}
                onChange={(ja) => change(at, { name: { ...rank.name, ja } })}
                maxLength={60}
              />
            </Field>
            <Field label={{ ja: "名前（英語）", en: "In English" }}>
              <TextInput
                value={rank.name.en}
                onChange={(en) => change(at, { name: { ...rank.name, en } })}
                maxLength={60}
              />
            </Field>
            <Field label={{ ja: "12か月のお買い物", en: "Spent in 12 months" }}>
              <NumberInput
                value={rank.needs}
                disabled={at === 0}
                onChange={(n) => change(at, { needs: n ?? 0 })}
                unit={{ ja: "円から", en: "yen and more" }}
              />
            </Field>
            <Field label={{ ja: "ポイントの上乗せ", en: "More points" }}>
              <NumberInput
                value={rank.bonusBp / 100}
                onChange={(n) => change(at, { bonusBp: Math.round((n ?? 0) * 100) })}
                unit={same("%")}
              />
            </Field>
          </Fields>
        </Section>
      ))}
      {value.ranks.length === 0 && (
        <Button
          label={{ ja: "ランクを使う", en: "Use ranks" }}
          onClick={() =>
            onChange({
              ...value,
              ranks: [{ key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0, bonusBp: 0 }],
            })
          }
        />
      )}
      {value.ranks.length > 0 && value.ranks.length < 8 && (
        <ButtonRow>
          <Button
            label={{ ja: "ランクを足す", en: "Add a rank" }}
            onClick={() => onChange({ ...value, ranks: [...value.ranks, nextRank(value.ranks)] })}
          />
        </ButtonRow>
      )}
    </>
  )
}

function nextRank(ranks: Numbers["ranks"]): Numbers["ranks"][number] {
  const at = ranks.length + 1
  const last = ranks.at(-1)?.needs ?? 0
  return {
    key: `rank-${at}-${last}`,
    name: { ja: `ランク${at}`, en: `Rank ${at}` },
    needs: Math.max(10_000, last * 2),
    bonusBp: 0,
  }
}

/** What still has to be mended before it can be tried; nothing when it is right. */
export function wrongIn(numbers: Numbers): Text[] {
  const { perHundred, yenPerPoint, confirmDays, expiry, ranks } = numbers
  const rising = ranks.every((rank, i) => i === 0 || rank.needs > (ranks[i - 1]?.needs ?? 0))
  return [
    ...(perHundred >= 1 && perHundred <= 50
      ? []
      : [{ ja: "付与は100円につき1〜50ポイントです。", en: "Give 1 to 50 points for 100 yen." }]),
    ...(yenPerPoint >= 1 && yenPerPoint <= 100
      ? []
      : [{ ja: "1ポイントは1〜100円です。", en: "A point is worth 1 to 100 yen." }]),
    ...(confirmDays >= 0 && confirmDays <= 120
      ? []
      : [{ ja: "使えるまでの日数は0〜120日です。", en: "0 to 120 days until they can be used." }]),
    ...(expiry.kind === "never" || (expiry.months >= 1 && expiry.months <= 120)
      ? []
      : [{ ja: "期限は1〜120か月です。", en: "Points last 1 to 120 months." }]),
    ...(rising
      ? []
      : [
          { ja: "ランクの金額は、下から順に大きくしてください。", en: "Each rank must need more than the one before." },
        ]),
    ...([numbers.pointName, ...ranks.map(({ name }) => name)].every(
      ({ ja, en }) => ja.trim() !== "" && en.trim() !== "",
    )
      ? []
      : [{ ja: "名前を日本語と英語で入れてください。", en: "Give every name in Japanese and English." }]),
  ]
}
