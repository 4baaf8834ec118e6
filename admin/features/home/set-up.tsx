import { useState } from "react"
import { listInvitations, listStaff, readBrand } from "../../../server/capabilities/brands/contract.ts"
import { getMailSettings, listMessages } from "../../../server/capabilities/messages/contract.ts"
import { listShops } from "../../../server/capabilities/orders/contract-shops.ts"
import { listOrders } from "../../../server/capabilities/orders/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { type Check, Checklist } from "../../../ui/todo.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

const hiddenKey = (brandId: string) => `maido.set-up-hidden.${brandId}`

/** The steps of setting up, as they really stand; gone once all are done, or put away until wanted. */
export function SetUp() {
  const t = useText()
  const { brand } = useSession()
  const may = useMay()
  const [hidden, setHidden] = useState(() => localStorage.getItem(hiddenKey(brand.brandId)) === "yes")
  const checks = useChecks(may("brand:write"))
  const done = checks?.filter(({ state }) => state === "done").length ?? 0
  if (!checks || done === checks.length) return null
  const put = (away: boolean) => {
    setHidden(away)
    localStorage.setItem(hiddenKey(brand.brandId), away ? "yes" : "no")
  }
  const left = checks.length - done
  if (hidden)
    return (
      <p className="small">
        <Button
          look="text"
          label={{ ja: `はじめの準備の残り ${left}つを見る`, en: `Show the ${left} steps left of setting up` }}
          onClick={() => put(false)}
        />
      </p>
    )
  return (
    <Section
      first
      title={{ ja: "はじめの準備", en: "Setting up" }}
      scope={{ ja: `${checks.length}つのうち ${done}つ済み`, en: `${done} of ${checks.length} done` }}
      beside={<Button look="text" label={{ ja: "あとで", en: "Later" }} onClick={() => put(true)} />}
    >
      <Checklist checks={checks} />
      <p className="tiny quiet home-set-up-end">
        {t({
          ja: "順番は自由です。途中でやめても、続きから始められます。",
          en: "In any order. Leave whenever you like and go on later.",
        })}
      </p>
    </Section>
  )
}

/** Every step asks the thing itself whether it is done; nothing is ticked by hand. */
function useChecks(when: boolean): readonly Check[] | undefined {
  const may = useMay()
  const brand = useCall(readBrand, {}, { when })
  const shops = useCall(listShops, {}, { when })
  const orders = useCall(listOrders, { limit: 1 }, { when: when && may("orders:read") })
  const sent = useCall(listMessages, { limit: 1, state: "accepted" }, { when: when && may("messages:read") })
  const mail = useCall(getMailSettings, {}, { when })
  const staff = useCall(listStaff, {}, { when: when && may("staff:write") })
  const invitations = useCall(listInvitations, {}, { when: when && may("staff:write") })
  if (!brand.data || !shops.data || !mail.data || orders.isLoading || sent.isLoading || staff.isLoading)
    return undefined
  const anOrder = (orders.data?.items.length ?? 0) > 0
  const aMail = (sent.data?.items.length ?? 0) > 0
  const colleagues = staff.data && staff.data.items.length > 1
  const invited = invitations.data?.items.some(({ state }) => state === "open") ?? false
  const { brand: own, identity } = brand.data
  return [
    step(identity.senderAddress !== "", {
      label: { ja: "差出人と事業者を決める", en: "Say who the sender is" },
      about: {
        ja: "受信箱に出る名前とアドレス、法律で示すもの。",
        en: "Name and address in mailboxes, and what the law asks for.",
      },
      to: "/settings/identity",
      go: { ja: "決める", en: "Set it" },
    }),
    step(shops.data.items.length > 0 || anOrder, {
      label: { ja: "ショップをつなぐか、注文を取り込む", en: "Connect a shop, or import orders" },
      about: {
        ja: "Shopify なら5分ほど。CSV や API でも始められます。",
        en: "About five minutes with Shopify; CSV and API work, too.",
      },
      to: "/settings/shops",
      go: { ja: "つなぐ", en: "Connect" },
    }),
    step(anOrder, {
      label: { ja: "最初の注文が届く", en: "The first order arrives" },
      about: {
        ja: "つないだあと、試しの注文を一つ入れると早く確かめられます。",
        en: "Place a test order in your shop to see it sooner.",
      },
      waiting: shops.data.items.length > 0,
    }),
    step(aMail, {
      label: { ja: "最初のお知らせが送られる", en: "The first notice is sent" },
      about: { ja: "文面は先に見て、直しておけます。", en: "Look at the wordings first, and change them." },
      to: "/messages/templates",
      go: { ja: "文面を見る", en: "Wordings" },
    }),
    step(!mail.data.isCaught, {
      label: { ja: "本物のメールサーバーにつなぐ", en: "Set a real mail server" },
      about:
        own.testOf !== null
          ? {
              ja: "テスト環境のメールは、いつも受け取り箱に入ります。",
              en: "The test brand's mails are always caught.",
            }
          : {
              ja: "それまでメールは受け取り箱に入り、お客様には届きません。",
              en: "Until then mails are caught and reach nobody.",
            },
      to: "/settings/mail",
      go: { ja: "設定する", en: "Set it" },
      ...(own.testOf !== null && { none: true }),
    }),
    ...(staff.data
      ? [
          step(colleagues === true, {
            label: { ja: "いっしょに働く人を招く", en: "Invite a colleague" },
            about: invited
              ? { ja: "招待の返事を待っています。", en: "An invitation is waiting for its answer." }
              : { ja: "役割ごとに、できることを分けられます。", en: "Roles decide who may do what." },
            to: "/settings/staff",
            go: { ja: "招く", en: "Invite" },
            waiting: invited,
          }),
        ]
      : []),
  ]
}

type Step = { label: Text; about: Text; to?: string; go?: Text; waiting?: boolean; none?: boolean }

function step(isDone: boolean, { label, about, to, go, waiting, none }: Step): Check {
  if (isDone) return { label, state: "done" }
  const state = none ? "done" : waiting ? "waiting" : "open"
  return { label, about, state, ...(to && go && !none && { action: <ButtonLink to={to} label={go} /> }) }
}
