import type { StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { FallbackPick, NeedsEditor } from "./edit-fallback.tsx"
import { OrderedPick, Part, Sentence, SpanInput, Words } from "./edit-parts.tsx"
import { StepLetter } from "./step-letter.tsx"
import type { FlowOffer } from "./use-flow-offer.ts"
import { channelName } from "./words.ts"

type Step = StepOf<"message">
type Props = { step: Step; onChange: (step: Step) => void; offer: FlowOffer }

const statuses = [
  { key: "draft", label: { ja: "下書き", en: "Draft" } },
  { key: "manual", label: { ja: "手動", en: "Manual" } },
  { key: "live", label: { ja: "配信", en: "Live" } },
] as const
const aboutStatus = {
  draft: { ja: "人は通り過ぎ、何も作りません。", en: "People pass by; nothing is made." },
  manual: { ja: "作ってとっておき、確かめてから送ります。", en: "Made and held until somebody has looked." },
  live: { ja: "そのまま送ります。", en: "Sent as it is." },
} as const

/** A message: which words, by which channel, and what is done where it can't go as it was meant. */
export function MessageEditor({ step, onChange, offer }: Props) {
  const t = useText()
  const channels = ["email", "line", "sms", "push", "dm"].map((value) => ({ value, label: channelName(value) }))
  return (
    <>
      <Part title={{ ja: "送り方", en: "How it is sent" }}>
        <Segments
          label={{ ja: "この一通の状態", en: "Status of this message" }}
          options={statuses}
          value={step.status}
          onChange={(status) => onChange({ ...step, status })}
        />
        <p className="quiet small">{t(aboutStatus[step.status])}</p>
        <Field label={{ ja: "文面", en: "Words" }}>
          <Select
            value={step.template?.templateId ?? ""}
            nothing={{ ja: "文面を選ぶ", en: "Choose the words" }}
            onChange={(templateId) => {
              const found = offer.templates.find((one) => one.templateId === templateId)
              onChange({ ...step, template: { templateId, version: found?.version ?? null } })
            }}
            options={offer.templates.map(({ templateId, name }) => ({ value: templateId, label: name }))}
          />
        </Field>
        <p className="small">
          {step.template ? (
            <Link to={`/templates/${step.template.templateId}`}>
              {t({ ja: "文面を開いて直す", en: "Open and edit the words" })}
            </Link>
          ) : (
            <Link to="/templates">{t({ ja: "文面の一覧へ", en: "All templates" })}</Link>
          )}
        </p>
        <StepLetter template={step.template} />
      </Part>
      <Part title={{ ja: "手段", en: "Channels" }}>
        <Segments
          label={{ ja: "手段の決め方", en: "How the channel is chosen" }}
          options={[
            { key: "best", label: { ja: "届きやすい順で", en: "Best for each" } },
            { key: "order", label: { ja: "順番を決める", en: "In this order" } },
          ]}
          value={step.channels === "best" ? "best" : "order"}
          onChange={(way) => onChange({ ...step, channels: way === "best" ? "best" : ["line", "email"] })}
        />
        {step.channels === "best" ? (
          <p className="quiet small">
            {t({
              ja: "その人の好み、これまでの反応、費用から選びます。",
              en: "By the person's own preference, past responses and cost.",
            })}
          </p>
        ) : (
          <OrderedPick
            label={{ ja: "手段の順番", en: "Order of channels" }}
            values={step.channels}
            options={channels}
            onChange={(values) => onChange({ ...step, channels: values })}
          />
        )}
      </Part>
      <Part title={{ ja: "この一通の意図", en: "What it wants" }}>
        <Fields>
          <Select
            label={{ ja: "意図", en: "Intent" }}
            value={step.intent}
            onChange={(intent) => onChange({ ...step, intent })}
            options={[
              { value: "value", label: { ja: "役に立つことを届ける", en: "Gives something of use" } },
              { value: "ask", label: { ja: "お願いする・すすめる", en: "Asks or suggests" } },
              { value: "discount", label: { ja: "値引きを伝える", en: "Gives a discount" } },
            ]}
          />
          {step.intent === "discount" && (
            <Sentence>
              <Words say={{ ja: "値引きの深さ", en: "Depth of the discount" }} />
              <NumberInput
                label={{ ja: "割合", en: "Per cent" }}
                unit={{ ja: "%", en: "%" }}
                value={step.discountBp === undefined ? null : step.discountBp / 100}
                onChange={(percent) =>
                  percent !== null && percent <= 100 && onChange({ ...step, discountBp: percent * 100 })
                }
              />
            </Sentence>
          )}
          <Select
            label={{ ja: "種類", en: "Kind" }}
            value={step.purpose}
            onChange={(purpose) => onChange({ ...step, purpose })}
            options={[
              { value: "marketing", label: { ja: "お便り（同意した方だけ）", en: "Marketing, only with consent" } },
              { value: "transactional", label: { ja: "手続きのお知らせ", en: "A notice about their order" } },
            ]}
          />
        </Fields>
      </Part>
      <Part title={{ ja: "送れないとき", en: "When it can't be sent" }}>
        <Sentence>
          <SpanInput
            label={{ ja: "期限", en: "Time limit" }}
            units={["hours", "days"]}
            value={step.expiresAfter}
            onChange={(expiresAfter) => onChange({ ...step, expiresAfter })}
          />
          <Words say={{ ja: "を過ぎたら送らない", en: "late at most, then it is not sent" }} />
        </Sentence>
        <NeedsEditor step={step} onChange={onChange} offer={offer} />
        <FallbackPick
          step={step}
          onChange={onChange}
          offer={offer}
          which="whenUnreachable"
          label={{ ja: "どの手段でも届かないとき", en: "No channel reaches them" }}
        />
        <FallbackPick
          step={step}
          onChange={onChange}
          offer={offer}
          which="whenOutOfStock"
          label={{ ja: "商品が品切れのとき", en: "The product is out of stock" }}
        />
        <FallbackPick
          step={step}
          onChange={onChange}
          offer={offer}
          which="whenFailed"
          label={{ ja: "送って届かなかったとき", en: "It was sent and did not arrive" }}
        />
      </Part>
    </>
  )
}
