import { listPlans, postPlan, postPlanPublished, putPlanDraft } from "../../../server/capabilities/members/contract.ts"
import type { PlanDocument } from "../../../server/capabilities/members/model-plans.ts"
import { listOffers } from "../../../server/capabilities/offers/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { type Plan, planKindOptions } from "./words.ts"

const proofOptions = [
  { value: "order", label: { ja: "商品を買ったら始まる", en: "Buying its article begins it" } },
  { value: "mail-domain", label: { ja: "学校などのメールで確かめる", en: "A mail address of a school proves it" } },
  { value: "staff", label: { ja: "スタッフが確かめる", en: "Staff look at it" } },
] as const

const listIn = (text: string) => text.split(/[\s,、]+/).filter((part) => part !== "")

function valuesOf(document: PlanDocument | undefined) {
  const bonus = document?.benefits.find((benefit) => benefit.kind === "points-bonus")
  const early = document?.benefits.find((benefit) => benefit.kind === "early-access")
  const words = document?.benefits.find((benefit) => benefit.kind === "words")
  const gift = document?.benefits.find((benefit) => benefit.kind === "gift")
  return {
    nameJa: document?.name.ja ?? "",
    nameEn: document?.name.en ?? "",
    kind: document?.kind ?? ("paid" as PlanDocument["kind"]), // safe: widens the literal
    months: document ? document.months : 12,
    skus: document?.skus.join(" ") ?? "",
    proof: document?.proof.kind ?? ("order" as PlanDocument["proof"]["kind"]), // safe: widens the literal
    domains: document?.proof.kind === "mail-domain" ? document.proof.domains.join(" ") : "ac.jp",
    bonus: bonus ? bonus.bonusBp / 100 : null,
    earlyHours: early?.hours ?? null,
    freeShipping: document?.benefits.some((benefit) => benefit.kind === "free-shipping") ?? false,
    wordsJa: words?.words.ja ?? "",
    wordsEn: words?.words.en ?? "",
    giftOffer: gift?.offerId ?? "",
    giftPoints: gift?.points ?? null,
    giftJa: gift?.words.ja ?? "",
    giftEn: gift?.words.en ?? "",
    isClosed: document?.isClosed ?? false,
  }
}
type Values = ReturnType<typeof valuesOf>

const wrongIn = (values: Values) => ({
  giftJa:
    values.giftJa.trim() === "" && (values.giftOffer !== "" || values.giftPoints !== null)
      ? { ja: "会員に見せる言葉を書いてください", en: "Write what members read" }
      : undefined,
  nameJa: values.nameJa.trim() === "" ? { ja: "名前を書いてください", en: "Give it a name" } : undefined,
  skus:
    values.proof === "order" && listIn(values.skus).length === 0
      ? { ja: "どの商品を買うと始まるか、SKU を書いてください", en: "Write the SKU by which it is bought" }
      : undefined,
  domains:
    values.proof === "mail-domain" && listIn(values.domains).length === 0
      ? { ja: "ac.jp のように書いてください", en: "Write it like ac.jp" }
      : undefined,
})

function documentOf(values: Values): PlanDocument {
  const words = { ja: values.wordsJa.trim(), en: values.wordsEn.trim() || values.wordsJa.trim() }
  const gift = { ja: values.giftJa.trim(), en: values.giftEn.trim() || values.giftJa.trim() }
  return {
    format: 1,
    name: { ja: values.nameJa.trim(), en: values.nameEn.trim() || values.nameJa.trim() },
    kind: values.kind,
    months: values.months,
    skus: listIn(values.skus),
    proof:
      values.proof === "mail-domain"
        ? { kind: "mail-domain", domains: listIn(values.domains.toLowerCase()) }
        : { kind: values.proof },
    benefits: [
      ...(values.bonus ? [{ kind: "points-bonus" as const, bonusBp: Math.round(values.bonus * 100) }] : []),
      ...(values.freeShipping ? [{ kind: "free-shipping" as const }] : []),
      ...(values.earlyHours ? [{ kind: "early-access" as const, hours: values.earlyHours }] : []),
      ...(gift.ja
        ? [{ kind: "gift" as const, words: gift, offerId: values.giftOffer || null, points: values.giftPoints }]
        : []),
      ...(words.ja ? [{ kind: "words" as const, words }] : []),
    ],
    isClosed: values.isClosed,
  }
}

/** What is handed over when it begins, such as the code of a student discount. */
function Gift({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const may = useMay()
  const offers = useCall(listOffers, {}, { when: may("messages:read") })
  const live = offers.data?.items.filter(({ state }) => state === "live") ?? []
  return (
    <>
      <Field
        label={{ ja: "始まったときに渡すもの", en: "Handed over when it begins" }}
        hint={{ ja: "例 学割10%のコード", en: "Such as: the code of 10% for students" }}
        error={form.errors.giftJa}
        optional
      >
        <TextInput {...form.input("giftJa")} maxLength={200} />
      </Field>
      <Field label={{ ja: "その英語", en: "The same in English" }} optional>
        <TextInput {...form.input("giftEn")} maxLength={200} />
      </Field>
      <Field label={{ ja: "渡すコードのオファー", en: "Offer of the code" }} optional>
        <Select
          value={form.values.giftOffer || "none"}
          onChange={(value) => form.set("giftOffer", value === "none" ? "" : value)}
          options={[
            { value: "none", label: { ja: "なし", en: "None" } },
            ...live.map(({ offerId, name }) => ({ value: offerId, label: same(name) })),
          ]}
        />
      </Field>
      <Field label={{ ja: "渡すポイント", en: "Points with it" }} optional>
        <NumberInput {...form.input("giftPoints")} unit={same("pt")} />
      </Field>
    </>
  )
}

/** Makes or changes a plan; what is published holds for whoever begins it from then on. */
export function PlanDialog({ plan, onClose }: { plan: Plan | null; onClose: () => void }) {
  const t = useText()
  const form = useForm(valuesOf((plan?.draft ?? plan?.live)?.document), wrongIn)
  const refresh = [listPlans]
  const make = useAct(postPlan, { refresh, done: onClose })
  const save = useAct(putPlanDraft, { refresh, done: onClose })
  const publish = useAct(postPlanPublished, { refresh, done: onClose })
  const onSave = () =>
    form.submit((values) => {
      const document = documentOf(values)
      if (!plan) return make.run({ document })
      save.run({ planId: plan.planId, document, basedOn: plan.draft?.revision ?? 0 })
    })
  const { draft } = plan ?? {}
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={plan ? { ja: "プランを直す", en: "Edit the plan" } : { ja: "プランを作る", en: "Make a plan" }}
      actions={
        <>
          <Button
            label={{ ja: "下書きを保存する", en: "Save the draft" }}
            busy={make.busy || save.busy}
            onClick={onSave}
          />
          {plan && draft && (
            <Button
              look="go"
              label={{ ja: "公開する", en: "Publish" }}
              busy={publish.busy}
              dimmed={form.changed}
              onClick={() => publish.run({ planId: plan.planId, basedOn: draft.revision })}
            />
          )}
        </>
      }
    >
      <Fields two>
        <Field label={{ ja: "名前", en: "Name in Japanese" }} error={form.errors.nameJa}>
          <TextInput {...form.input("nameJa")} maxLength={60} />
        </Field>
        <Field label={{ ja: "英語の名前", en: "Name in English" }} optional>
          <TextInput {...form.input("nameEn")} maxLength={60} />
        </Field>
        <Field label={{ ja: "種類", en: "Kind" }}>
          <Select {...form.input("kind")} options={planKindOptions} />
        </Field>
        <Field label={{ ja: "期間", en: "Lasts" }} hint={{ ja: "空なら期限なし", en: "Empty: no end" }} optional>
          <NumberInput {...form.input("months")} unit={{ ja: "か月", en: "months" }} />
        </Field>
        <Field label={{ ja: "確かめ方", en: "Proof" }}>
          <Select {...form.input("proof")} options={proofOptions} />
        </Field>
        {form.values.proof === "order" && (
          <Field
            label={{ ja: "商品の SKU", en: "SKU of its article" }}
            hint={{ ja: "価格はお店の商品の価格です", en: "Its price is the article's in the shop" }}
            error={form.errors.skus}
          >
            <TextInput {...form.input("skus")} maxLength={1_000} />
          </Field>
        )}
        {form.values.proof === "mail-domain" && (
          <Field
            label={{ ja: "メールのドメイン", en: "Domains" }}
            hint={{ ja: "ほかのメールの方は、スタッフの確認を待ちます", en: "Others wait for staff" }}
            error={form.errors.domains}
          >
            <TextInput {...form.input("domains")} maxLength={1_000} />
          </Field>
        )}
        <Field label={{ ja: "ポイントの上乗せ", en: "More points" }} optional>
          <NumberInput {...form.input("bonus")} unit={same("%")} digits={2} />
        </Field>
        <Field label={{ ja: "先行案内", en: "Early access" }} optional>
          <NumberInput {...form.input("earlyHours")} unit={{ ja: "時間前から", en: "hours before" }} />
        </Field>
        <Gift form={form} />
        <Field label={{ ja: "ほかの特典（文章）", en: "Another benefit, in words" }} optional>
          <TextInput {...form.input("wordsJa")} maxLength={200} />
        </Field>
        <Field label={{ ja: "その英語", en: "The same in English" }} optional>
          <TextInput {...form.input("wordsEn")} maxLength={200} />
        </Field>
      </Fields>
      <Checkbox
        checked={form.values.freeShipping}
        onChange={(on) => form.set("freeShipping", on)}
        label={{ ja: "送料無料", en: "Free shipping" }}
      />
      <Checkbox
        checked={form.values.isClosed}
        onChange={(on) => form.set("isClosed", on)}
        label={{ ja: "新しい受付をやめる", en: "Nobody can begin it any more" }}
        hint={{ ja: "いまの方は期限まで続きます。", en: "Who has it keeps it to its end." }}
      />
      {form.changed && draft && (
        <p className="small quiet">
          {t({ ja: "公開する前に、下書きを保存してください。", en: "Save the draft before you publish." })}
        </p>
      )}
    </Dialog>
  )
}
