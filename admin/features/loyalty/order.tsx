import { postPreview } from "../../../server/capabilities/loyalty/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { JudgedOrder } from "./judged.tsx"

/** Why an order has earned what it has, line by line. */
export function OrderPointsPage({ params: { orderId } }: PageProps<"/loyalty/orders/$orderId">) {
  const t = useText()
  const preview = useCall(postPreview, { orderId })
  return (
    <Page
      title={{ ja: "注文のポイント", en: "An order's points" }}
      above={[{ label: { ja: "会員制度", en: "Programme" }, to: "/loyalty" }]}
    >
      <Section title={{ ja: "数え方", en: "How it is reckoned" }} first>
        <Loaded of={preview} what={{ ja: "ポイントを読み込めませんでした", en: "The points could not be loaded" }}>
          {({ found }) =>
            found ? (
              <JudgedOrder found={found} />
            ) : (
              <p>{t({ ja: "この注文はありません。", en: "There is no such order." })}</p>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
