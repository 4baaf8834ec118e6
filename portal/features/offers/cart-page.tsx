/** @jsxImportSource preact */
import type { CartRow, CartView } from "../../../server/capabilities/offers/model-pages.ts"
import { document } from "../../app/document.tsx"

const words = {
  title: { ja: "ご用意したカート", en: "Your cart is ready" },
  offerTitle: { ja: "あなたへの特典", en: "An offer for you" },
  lede: {
    ja: "商品をお選びしました。数を変えて、お店でお買い求めいただけます。",
    en: "These products are waiting for you. Change how many you want, then go on to the shop.",
  },
  nothing: {
    ja: "お選びした商品は、いまはお求めいただけません。",
    en: "None of these products can be bought at the moment.",
  },
  goods: { ja: "商品", en: "Products" },
  quantity: { ja: "数量", en: "Quantity" },
  none: { ja: "入れない", en: "None" },
  total: { ja: "合計（送料・特典を除く）", en: "Total, before shipping and offers" },
  live: {
    ja: "価格と在庫は、お店での表示が正式なものです。",
    en: "Prices and stock are as the shop shows them when you buy.",
  },
  code: { ja: "クーポンコード", en: "Your code" },
  applied: {
    ja: "お店へ進むと、コードも一緒に渡されます。入っていないときは、この番号をご入力ください。",
    en: "The code goes with you to the shop. If it is missing there, please type it in.",
  },
  go: { ja: "お店のカートへ進む", en: "Go on to the shop’s cart" },
  goShop: { ja: "お店へ", en: "To the shop" },
}

/** Goods and an offer behind a link, with today's prices and stock. Works without JavaScript. */
export function cartPage(view: CartView): string {
  const { language, look, action, rows, total, offer, goesOn } = view
  const say = (key: keyof typeof words) => words[key][language]
  const canBuy = rows.some((row) => row.gone === null)
  const title = rows.length === 0 && offer ? say("offerTitle") : say("title")
  return document({
    language,
    look,
    title,
    children: (
      <>
        <section class="hero">
          <h1>{title}</h1>
          {rows.length > 0 && <p class="lede">{canBuy ? say("lede") : say("nothing")}</p>}
          {offer && <Offer offer={offer} language={language} />}
          <form method="post" action={action} class="form">
            {rows.length > 0 && (
              <fieldset>
                <legend class="unseen">{say("goods")}</legend>
                {rows.map((row) => (
                  <Row key={row.field} row={row} language={language} />
                ))}
              </fieldset>
            )}
            {total && (
              <dl class="money">
                <div class="sum">
                  <dt>{say("total")}</dt>
                  <dd>{total}</dd>
                </div>
              </dl>
            )}
            {goesOn && (
              <button class="press main" type="submit">
                {canBuy ? say("go") : say("goShop")}
              </button>
            )}
            {canBuy && <p class="fine above">{say("live")}</p>}
          </form>
        </section>
      </>
    ),
  })
}

type Said = { readonly language: CartView["language"] }

function Offer({ offer, language }: Said & { offer: NonNullable<CartView["offer"]> }) {
  const { code, gives, until, refused } = offer
  return (
    <div class="said" role={refused ? "status" : undefined}>
      <p>
        <b>{gives}</b>
        {until && <span class="quiet whole">{` ${until}`}</span>}
      </p>
      {refused ? (
        <p class="small">{refused}</p>
      ) : (
        <>
          <p class="small">{words.code[language]}</p>
          <p>
            <code class="whole">{code}</code>
          </p>
          <p class="fine">{words.applied[language]}</p>
        </>
      )}
    </div>
  )
}

function Row({ row, language }: Said & { row: CartRow }) {
  const { field, title, note, imageUrl, price, quantity, most, gone, hint } = row
  return (
    <article class={imageUrl ? "product" : "product plain"}>
      {imageUrl && <img class="picture" src={imageUrl} alt="" width="96" height="120" loading="lazy" />}
      <div>
        <h3>{title}</h3>
        {note && <p class="small">{note}</p>}
        {price && !gone && <p>{price}</p>}
        {gone ? (
          <p class="small">{gone}</p>
        ) : (
          <>
            {hint && <p class="small">{hint}</p>}
            <label for={field}>
              {words.quantity[language]}
              <span class="unseen">{` ${title}`}</span>
            </label>
            <select id={field} name={field}>
              {Array.from({ length: Math.min(most, Math.max(10, quantity)) + 1 }, (_, n) => (
                <option key={n} value={String(n)} selected={n === quantity}>
                  {n === 0 ? words.none[language] : String(n)}
                </option>
              ))}
            </select>
          </>
        )}
      </div>
    </article>
  )
}
