import "./flows.css"
import { flowAudience } from "../../../server/capabilities/flows/contract.ts"
import {
  installReadyFlow,
  listReadyFlows,
  type ReadyFlowView,
} from "../../../server/capabilities/flows/contract-gallery.ts"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { inOrder, type FlowNames } from "./naming.ts"
import { iconOf } from "./icons.ts"
import { useFlowOffer } from "./use-flow-offer.ts"
import { cardWords } from "./words.ts"

const groups: readonly { readonly key: ReadyFlowView["group"]; readonly label: Text }[] = [
  { key: "first", label: { ja: "はじめての方に", en: "For newcomers" } },
  { key: "left", label: { ja: "途中で止まった方に", en: "For what was left behind" } },
  { key: "after", label: { ja: "お届けしたあとに", en: "After the goods have come" } },
  { key: "close", label: { ja: "近しい方に", en: "For those who are close" } },
  { key: "thank", label: { ja: "会員の方に", en: "For members" } },
  { key: "shop", label: { ja: "お店に来た方に", en: "For visitors of the shop" } },
  { key: "help", label: { ja: "お困りの方に", en: "For those who need help" } },
  { key: "return", label: { ja: "離れた方に", en: "For those who drifted away" } },
]

/** Flows that come with the product: what each is for, when to use it, and whom it would reach here. */
export function FlowGallery() {
  const t = useText()
  const ready = useCall(listReadyFlows, {})
  const offer = useFlowOffer()
  return (
    <Page
      above={[{ label: { ja: "フロー", en: "Flows" }, to: "/flows" }]}
      title={{ ja: "用意されたフロー", en: "Ready-made flows" }}
      over={t({
        ja: "人数は、このブランドのお客様で数えています。入れても下書きのままで、公開するまで何も送りません。",
        en: "Numbers are this brand's own customers. Installing makes a draft: nothing is sent until you publish.",
      })}
    >
      <Loaded
        of={ready}
        rows={12}
        what={{ ja: "用意されたフローを読み込めませんでした", en: "The ready-made flows could not be loaded" }}
      >
        {({ items }) => (
          <div className="flow-gallery">
            {groups.map(({ key, label }) => (
              <section key={key}>
                <h2>{t(label)}</h2>
                <ul>
                  {items
                    .filter(({ group }) => group === key)
                    .map((one) => (
                      <Play key={one.key} ready={one} names={offer.names} />
                    ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Play({ ready, names }: { ready: ReadyFlowView; names: FlowNames }) {
  const t = useText()
  const may = useMay()
  const { go } = useWay()
  const install = useAct(installReadyFlow, { done: ({ flow }) => go(`/flows/${flow.flowId}`) })
  return (
    <li className="play" id={ready.key}>
      <div>
        <h3>{t(ready.name)}</h3>
        <p>{t(ready.intent)}</p>
        <p className="use">
          <b>{t({ ja: "使いどころ", en: "When to use it" })}</b>
          {t(ready.use)}
        </p>
      </div>
      <Strip document={ready.document} names={names} />
      <div className="deeds">
        <WouldReach document={ready.document} />
        {ready.flowId ? (
          <ButtonLink label={{ ja: "入れたフローを開く", en: "Open your flow" }} to={`/flows/${ready.flowId}`} />
        ) : (
          may("messages:write") && (
            <Button
              label={{ ja: "下書きに入れる", en: "Install as a draft" }}
              busy={install.busy}
              onClick={() => install.run({ key: ready.key })}
            />
          )
        )}
        {ready.offers.length > 0 && !ready.flowId && (
          <span className="tiny quiet">
            {t({
              ja: `特典「${ready.offers.join("」「")}」も下書きで作ります`,
              en: "Its offer is made as a draft, too",
            })}
          </span>
        )}
      </div>
    </li>
  )
}

/** Its steps one after the other, small. */
function Strip({ document, names }: { document: FlowDocument; names: FlowNames }) {
  const t = useText()
  const steps = new Map(document.steps.map((step) => [step.id, step]))
  return (
    <ol className="flow-strip" aria-label={t({ ja: "手順", en: "Steps" })}>
      {inOrder(document).map((id) => {
        const step = steps.get(id)
        if (!step) return null
        const Icon = iconOf(step)
        const words = cardWords(step, names, undefined)
        return (
          <li key={id}>
            <span className={`node ${step.kind}`}>
              <Icon aria-hidden />
              <span>{t(words.lacks && step.kind !== "message" ? words.over : words.title)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** Whom it would reach on the brand's own data, said with the data's own limits. */
function WouldReach({ document }: { document: FlowDocument }) {
  const t = useText()
  const { number } = useFormat()
  const { data, error } = useCall(flowAudience, { document })
  if (error) return <p className="audience">{t({ ja: "まだ数えられません。", en: "It can't be counted yet." })}</p>
  if (!data) return <p className="audience">{t({ ja: "数えています…", en: "Counting…" })}</p>
  const { fits, last30Days, sentence } = data
  const shown = document.trigger.kind === "event" ? last30Days : fits
  return (
    <p className="audience">
      {shown !== null && (
        <span className="num">
          {number(shown)}
          <small>{t({ ja: "人", en: shown === 1 ? " person" : " people" })}</small>
        </span>
      )}
      {t(sentence)}
    </p>
  )
}
