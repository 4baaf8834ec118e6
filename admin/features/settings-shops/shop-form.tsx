import { useState } from "react"
import { patchShop, postShop } from "../../../server/capabilities/orders/contract-shops.ts"
import { Button } from "../../../ui/button.tsx"
import { CopyText } from "../../../ui/copy.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { instantOf } from "../../../ui/wall-clock.ts"
import { useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Shop } from "./shop.ts"

type Values = { name: string; shopDomain: string; secret: string; accessToken: string; since: string | null }

const tooShort = {
  ja: "8文字以上です。写し間違いがないか確かめてください。",
  en: "8 characters or more; check the copy.",
}

/** Connects a Shopify shop, then gives the address for its webhooks. */
export function ConnectShop({ onClose }: { onClose: () => void }) {
  const [webhookUrl, setWebhookUrl] = useState<string>()
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        webhookUrl
          ? { ja: "つなぐ準備ができました", en: "Ready to connect" }
          : { ja: "Shopify をつなぐ", en: "Connect Shopify" }
      }
    >
      {webhookUrl ? (
        <Ready webhookUrl={webhookUrl} onClose={onClose} />
      ) : (
        <Form onMade={setWebhookUrl} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Ready({ webhookUrl, onClose }: { webhookUrl: string; onClose: () => void }) {
  const t = useText()
  return (
    <>
      <p>
        {t({
          ja: "Shopify の 設定 → 通知 → Webhook で、注文の作成・更新・キャンセル、フルフィルメントの作成・更新、返金の作成に、この届け先（JSON）を入れてください。アクセストークンを入れた場合は、Maido が自動で登録します。",
          en: "In Shopify, Settings → Notifications → Webhooks, enter this address (JSON) for orders created, updated and cancelled, fulfilments created and updated, refunds created. With an access token Maido does it for you.",
        })}
      </p>
      <CopyText value={webhookUrl} label={{ ja: "Webhook の届け先", en: "webhook address" }} />
      <div className="dialog-foot">
        <Button look="go" label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
      </div>
    </>
  )
}

function Form({ onMade, onClose }: { onMade: (webhookUrl: string) => void; onClose: () => void }) {
  const { brand } = useSession()
  const form = useForm<Values>(
    { name: brand.name, shopDomain: "", secret: "", accessToken: "", since: null },
    ({ name, shopDomain, secret, accessToken }) => ({
      name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Enter a name." } : undefined,
      shopDomain: /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i.test(shopDomain.trim())
        ? undefined
        : { ja: "「hinata.myshopify.com」のように入れてください。", en: "Write it like hinata.myshopify.com." },
      secret: secret.trim().length < 8 ? tooShort : undefined,
      accessToken: accessToken !== "" && accessToken.trim().length < 8 ? tooShort : undefined,
    }),
  )
  const connect = useAct(postShop, {
    done: (made) => onMade(made.webhookUrl),
    refused: (error) =>
      error.field === "shopDomain" || error.code === "shops.AlreadyConnected"
        ? void form.refuse("shopDomain", error.sentence)
        : false,
  })
  const submit = () =>
    form.submit(({ name, shopDomain, secret, accessToken, since }) =>
      connect.run({
        vendor: "shopify",
        name: name.trim(),
        shopDomain: shopDomain.trim(),
        secret: secret.trim(),
        ...(accessToken !== "" && { accessToken: accessToken.trim() }),
        ...(since !== null && { ordersSince: instantOf(since, "00:00", brand.zone) }),
      }),
    )
  return (
    <>
      <Fields>
        <Field label={{ ja: "呼び名", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field
          label={{ ja: "ショップのアドレス", en: "Shop address" }}
          hint={{ ja: "例：hinata.myshopify.com", en: "Such as hinata.myshopify.com" }}
          error={form.errors.shopDomain}
        >
          <TextInput {...form.input("shopDomain")} />
        </Field>
        <Field
          label={{ ja: "Webhook の署名キー", en: "Webhook secret" }}
          hint={{
            ja: "Shopify の 設定 → 通知 → Webhook の下にあります。封をして保存し、二度と表示しません。",
            en: "In Shopify below Settings → Notifications → Webhooks. Stored sealed, never shown again.",
          }}
          error={form.errors.secret}
        >
          <TextInput type="password" {...form.input("secret")} autoComplete="new-password" />
        </Field>
        <Field
          optional
          label={{ ja: "アクセストークン", en: "Access token" }}
          hint={{
            ja: "カスタムアプリの Admin API トークン。あると、登録の確認、取りこぼしの取り込み、クーポンコードの登録を Maido がします。必要な権限：read_orders・read_products・read_discounts・write_discounts。",
            en: "Admin API token of a custom app. With it Maido checks subscriptions, fetches what was missed and puts coupon codes into the shop. Scopes: read_orders, read_products, read_discounts, write_discounts.",
          }}
          error={form.errors.accessToken}
        >
          <TextInput type="password" {...form.input("accessToken")} autoComplete="new-password" />
        </Field>
        {form.values.accessToken !== "" && (
          <Field
            optional
            label={{ ja: "この日からの注文も取り込む", en: "Also fetch orders since" }}
            hint={{ ja: "前の注文ではメールを送りません。", en: "No mails are sent for past orders." }}
          >
            <DateInput value={form.values.since} onChange={(day) => form.set("since", day)} clearable />
          </Field>
        )}
      </Fields>
      <div className="dialog-foot">
        <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
        <Button look="go" label={{ ja: "つなぐ", en: "Connect" }} busy={connect.busy} onClick={submit} />
      </div>
    </>
  )
}

type Change = { name: string; secret: string; accessToken: string; hours: number | null }

/** New name, secret or token; for a while the old secret is believed, too. */
export function ChangeShop({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const toast = useToast()
  const form = useForm<Change>(
    { name: shop.name, secret: "", accessToken: "", hours: 24 },
    ({ secret, accessToken, hours }) => ({
      secret: secret !== "" && secret.trim().length < 8 ? tooShort : undefined,
      accessToken: accessToken !== "" && accessToken.trim().length < 8 ? tooShort : undefined,
      hours:
        hours === null || hours < 0 || hours > 720 ? { ja: "0〜720時間です。", en: "Between 0 and 720." } : undefined,
    }),
  )
  const change = useAct(patchShop, {
    done: () => {
      onClose()
      toast({ words: { ja: "変えました。", en: "Changed." } })
    },
  })
  const submit = () =>
    form.submit(({ name, secret, accessToken, hours }) =>
      change.run({
        connectionId: shop.connectionId,
        ...(name.trim() !== shop.name && { name: name.trim() }),
        ...(secret !== "" && { secret: secret.trim(), oldSecretHours: hours ?? 24 }),
        ...(accessToken !== "" && { accessToken: accessToken.trim() }),
      }),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: `${shop.name}の接続`, en: `Connection of ${shop.name}` }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            busy={change.busy}
            dimmed={!form.changed}
            onClick={submit}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "呼び名", en: "Name" }}>
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        <Field optional label={{ ja: "新しい署名キー", en: "New webhook secret" }} error={form.errors.secret}>
          <TextInput type="password" {...form.input("secret")} autoComplete="new-password" />
        </Field>
        {form.values.secret !== "" && (
          <Field
            label={{ ja: "前のキーも通す", en: "Also believe the old one for" }}
            hint={{
              ja: "入れ替えの間に知らせを落とさないためです。",
              en: "So that nothing is lost during the change.",
            }}
            error={form.errors.hours}
          >
            <NumberInput {...form.input("hours")} unit={{ ja: "時間", en: "hours" }} />
          </Field>
        )}
        <Field
          optional
          label={{ ja: "新しいアクセストークン", en: "New access token" }}
          error={form.errors.accessToken}
        >
          <TextInput type="password" {...form.input("accessToken")} autoComplete="new-password" />
        </Field>
      </Fields>
    </Dialog>
  )
}
