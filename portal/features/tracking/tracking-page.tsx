/** @jsxImportSource preact */
import type { Goods, Parcel, TrackingView } from "../../../server/capabilities/tracking/model.ts"
import { document } from "../../app/document.tsx"
import { Icon } from "../../app/icon.tsx"
import { Expected, Journey } from "./journey.tsx"
import { Steps } from "./steps.tsx"

const words = {
  order: { ja: "ご注文の内容", en: "Your order" },
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line) => (
      <span key={line} class="line">
        {line}
      </span>
    ))}
  </>
)

/** The state of things in one sentence, the expected date, the way so far, what is inside, and a way to a person. */
export function trackingPage(view: TrackingView): string {
  const { language } = view
  return document({
    language,
    look: view.look,
    title: view.title,
    children: (
      <>
        {view.notice && (
          <section class="notice" role="status">
            <Icon name="alert" />
            <div>
              <h1>
                <Lines lines={view.notice.headline} />
              </h1>
              <p>{view.notice.text}</p>
            </div>
          </section>
        )}
        <section class="hero">
          <p class="kicker">{view.kicker}</p>
          {!view.notice && (
            <h1>
              <Lines lines={view.headline} />
            </h1>
          )}
          {view.journey && <Journey {...view.journey} />}
          {view.expected && <Expected {...view.expected} />}
          {view.subline && <p class="lede">{view.subline}</p>}
          <Actions actions={view.actions} />
        </section>
        {view.hasArrived && <GoodsInside view={view} />}
        {view.parcels.length > 0 && (
          <section class="part">
            <h2>{view.wayTitle}</h2>
            {view.parcels.map((parcel, i) => (
              <ParcelWay key={i} parcel={parcel} language={language} />
            ))}
          </section>
        )}
        {!view.hasArrived && <GoodsInside view={view} />}
        {view.order && <Order language={language} order={view.order} />}
      </>
    ),
  })
}

const GoodsInside = ({ view }: { view: TrackingView }) => (
  <section class="part">
    <h2>{view.goodsTitle}</h2>
    {view.goods.map((goods, i) => (
      <Product key={i} goods={goods} isOpen={view.hasArrived} />
    ))}
  </section>
)

const Actions = ({ actions }: Pick<TrackingView, "actions">) =>
  actions.length === 0 ? null : (
    <div class={actions.length > 1 ? "actions pair" : "actions"}>
      {actions.map((action) => (
        <a key={action.href} class={action.isMain ? "press main" : "press"} href={action.href}>
          <Icon name={action.icon} />
          {action.label}
        </a>
      ))}
    </div>
  )

const ParcelWay = ({ parcel, language }: { parcel: Parcel; language: TrackingView["language"] }) => (
  <div class="parcel">
    {parcel.title && <h3 class="which">{parcel.title}</h3>}
    {parcel.goods && <p class="fine goods">{parcel.goods}</p>}
    <Steps steps={parcel.steps} language={language} />
    {parcel.carrier && (
      <p class="fine above">
        <a href={parcel.carrier.href} rel="noopener noreferrer">
          {parcel.carrier.label}
        </a>
      </p>
    )}
  </div>
)

const Product = ({ goods, isOpen }: { goods: Goods; isOpen: boolean }) => (
  <article class={goods.imageUrl ? "product" : "product plain"}>
    {goods.imageUrl && <img class="picture" src={goods.imageUrl} alt="" width="96" height="120" loading="lazy" />}
    <div>
      <h3>
        {goods.title}
        {goods.quantity > 1 && <span class="quiet whole"> × {goods.quantity}</span>}
      </h3>
      {goods.say && <p class="say">{goods.say}</p>}
      {goods.howTo && (
        <details open={isOpen}>
          <summary>{goods.howTo.title}</summary>
          <ol class="how">
            {goods.howTo.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
      {goods.facts.map((fact) => (
        <details key={fact.label}>
          <summary>{fact.label}</summary>
          <p class="fine">{fact.text}</p>
        </details>
      ))}
    </div>
  </article>
)

type OrderProps = { language: TrackingView["language"]; order: NonNullable<TrackingView["order"]> }

const Order = ({ language, order }: OrderProps) => (
  <section class="part">
    <details class="fold">
      <summary>
        <span>
          {words.order[language]}
          <span class="fine line">{order.summary}</span>
        </span>
      </summary>
      <dl class="money">
        {order.rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.amount}</dd>
          </div>
        ))}
        <div class="sum">
          <dt>{order.total.label}</dt>
          <dd>{order.total.amount}</dd>
        </div>
      </dl>
      {order.fine.map((line) => (
        <p key={line} class="fine">
          {line}
        </p>
      ))}
    </details>
  </section>
)
