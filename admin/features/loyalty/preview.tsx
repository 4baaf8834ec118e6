import { useState } from "react"
import { postPreview } from "../../../server/capabilities/loyalty/contract.ts"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "../../app/use-settled.ts"
import { JudgedOrder } from "./judged.tsx"
import type { Programme } from "./words.ts"

/** A real order by the rules as they are being written. */
export function Preview({ programme }: { programme: Programme }) {
  const t = useText()
  const [number, setNumber] = useState("")
  const settled = useSettled(programme, 400)
  const preview = useCall(postPreview, { programme: settled, ...(number && { number }) }, { keep: true })
  return (
    <Section
      title={{ ja: "この決まりなら", en: "By these rules" }}
      scope={{ ja: "実際の注文で試す", en: "tried on a real order" }}
    >
      <SearchField
        value={number}
        onChange={setNumber}
        label={{ ja: "注文番号", en: "Order number" }}
        example={{ ja: "空なら最新の注文", en: "Empty: the newest order" }}
      />
      <Loaded of={preview} what={{ ja: "試せませんでした", en: "It could not be tried" }}>
        {({ found }) =>
          found ? (
            <JudgedOrder found={found} />
          ) : (
            <p className="quiet">
              {number
                ? t({ ja: "この番号の注文はありません。", en: "There is no order with this number." })
                : t({ ja: "注文が届くと、ここで試せます。", en: "Once an order has come it can be tried here." })}
            </p>
          )
        }
      </Loaded>
    </Section>
  )
}
