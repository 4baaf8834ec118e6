import { getCodesFile, listOfferShops, postOfferShops } from "../../../server/capabilities/offers/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { handOut } from "./hand-out.ts"

type Shop = Reply<typeof listOfferShops>["items"][number]

/** Whether the codes can be typed where the customer pays. */
export function InShops({ offerId }: { offerId: string }) {
  const t = useText()
  const may = useMay()
  const shops = useCall(listOfferShops, { offerId }, { everyMs: 15_000, keep: true })
  const again = useAct(postOfferShops, { refresh: [listOfferShops] })
  const file = useAct(getCodesFile, { done: ({ name, csv }) => handOut(name, csv) })
  const items = shops.data?.items ?? []
  const isRefused = items.some(({ state, takesCodes }) => takesCodes && state === "refused")
  const needsFile = items.length === 0 || items.some((shop) => !shop.takesCodes || shop.state === "refused")
  return (
    <Section title={{ ja: "ショップでの登録", en: "In your shops" }}>
      <Loaded
        of={shops}
        what={{ ja: "ショップの状態を読み込めませんでした", en: "The state in the shops could not be loaded" }}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "ショップがつながっていません", en: "No shop is connected" }}
              why={{
                ja: "Shopify をつなぐと、コードはお客様に渡ったときに自動で登録されます。それまではCSVで取り込んでください。",
                en: "Once Shopify is connected, codes are put there as they are given out. Until then, take them there as a CSV.",
              }}
              action={<ButtonLink label={{ ja: "ショップをつなぐ", en: "Connect a shop" }} to="/settings/shops" />}
            />
          ) : (
            <Rows rows={items.map((shop) => ({ label: same(shop.name), value: <Standing shop={shop} /> }))} />
          )
        }
      </Loaded>
      <div className="button-row">
        {isRefused && may("messages:write") && (
          <Button
            label={{ ja: "もう一度登録する", en: "Try again" }}
            busy={again.busy}
            onClick={() => again.run({ offerId })}
          />
        )}
        {needsFile && may("customers:personal") && (
          <Button
            look="text"
            label={{ ja: "使えるコードのCSV", en: "Usable codes as CSV" }}
            busy={file.busy}
            onClick={() => file.run({ offerId })}
          />
        )}
      </div>
      {needsFile && items.length > 0 && (
        <p className="small quiet">
          {t({
            ja: "CSVは、ショップの割引コードの取り込み画面で、同じ条件の割引に追加してください。",
            en: "Add the CSV to a discount with the same terms, where your shop takes codes in.",
          })}
        </p>
      )}
    </Section>
  )
}

function Standing({ shop }: { shop: Shop }) {
  const t = useText()
  const { takesCodes, state, reason, there, refused, waiting } = shop
  if (!takesCodes)
    return (
      <>
        <Status is="needed" label={{ ja: "CSVで登録", en: "By CSV" }} />
        <span className="under">
          {t({
            ja: "アクセストークンを入れると自動になります（設定 → ショップ）",
            en: "Automatic with an access token (Settings → Shops)",
          })}
        </span>
      </>
    )
  if (state === "refused")
    return (
      <>
        <Status is="failed" label={{ ja: "登録できません", en: "Not put there" }} />
        <span className="under">{t(whyNot(reason))}</span>
      </>
    )
  return (
    <>
      <Status
        is={waiting > 0 ? "waiting" : "live"}
        label={waiting > 0 ? { ja: "登録しています", en: "Being put there" } : { ja: "登録済み", en: "There" }}
      />
      <span className="under">
        <NumberText value={there} /> {t({ ja: "件を登録", en: "codes there" })}
        {waiting > 0 && (
          <>
            {t({ ja: "、待ち ", en: ", waiting " })}
            <NumberText value={waiting} />
          </>
        )}
        {refused > 0 && (
          <>
            {t({ ja: "、断られた ", en: ", refused " })}
            <NumberText value={refused} />
          </>
        )}
      </span>
    </>
  )
}

const reasons: Readonly<Record<string, Text>> = {
  access_denied: {
    ja: "トークンに権限がありません。カスタムアプリに read_discounts と write_discounts を足して、もう一度登録してください。",
    en: "The token may not do this. Give the custom app read_discounts and write_discounts, then try again.",
  },
  gift: {
    ja: "プレゼントはコードだけでは登録できません。ショップで「X を買うと Y」の割引を作り、CSVのコードを足してください。",
    en: "A present can't be put there by code alone. Make a “buy X get Y” discount in the shop and add the codes by CSV.",
  },
  capped: {
    ja: "割引額に上限のある割引率は、ショップにありません。上限を外すか、決まった額にしてください。",
    en: "The shop knows no share with a limit. Take the limit off, or give a fixed amount.",
  },
  "goods-unknown": {
    ja: "対象のSKUの一部が、このショップの商品に見つかりません。",
    en: "Some of the SKUs are not among this shop's products.",
  },
  "other-currency": {
    ja: "ショップの通貨がブランドと違います。割引率にしてください。",
    en: "The shop's currency is not the brand's. Give a share of the price instead.",
  },
}

function whyNot(reason: string | null): Text {
  const known = reasons[reason ?? ""]
  if (known) return known
  return {
    ja: `ショップの返事：${reason ?? ""}。直してから、もう一度登録してください。`,
    en: `The shop said: ${reason ?? ""}. Mend it, then try again.`,
  }
}
