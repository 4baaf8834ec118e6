import { patchFeed, postFeed } from "../../../server/capabilities/catalog/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useSession } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import type { Feed } from "./whole-product.ts"

type Values = { name: string; url: string; currency: string; everyHours: number | null }

const currencies = ["JPY", "USD", "EUR", "GBP", "KRW", "TWD", "SGD", "CNY"]

/** Registers a feed, or changes the name and pace of one. */
export function FeedForm({ feed, onClose }: { feed?: Feed; onClose: () => void }) {
  const toast = useToast()
  const { brand } = useSession()
  const form = useForm<Values>(
    {
      name: feed?.name ?? "",
      url: feed?.url ?? "",
      currency: feed?.currency ?? brand.currency,
      everyHours: feed?.everyHours ?? 24,
    },
    ({ name, url, everyHours }) => ({
      name: name.trim() === "" ? { ja: "名前を入れてください。", en: "Enter a name." } : undefined,
      url: /^https:\/\/\S+\.\S+$/.test(url.trim())
        ? undefined
        : { ja: "https:// で始まるアドレスにしてください。", en: "Begin the address with https://." },
      everyHours:
        everyHours === null || everyHours < 1 || everyHours > 168
          ? { ja: "1〜168時間です。", en: "Between 1 and 168 hours." }
          : undefined,
    }),
  )
  const add = useAct(postFeed, {
    done: () => {
      onClose()
      toast({ words: { ja: "登録しました。いま取り込んでいます。", en: "Registered; it is being fetched." } })
    },
    refused: (error) => (error.field === "url" ? void form.refuse("url", error.sentence) : false),
  })
  const change = useAct(patchFeed, {
    done: () => {
      onClose()
      toast({ words: { ja: "変えました。", en: "Changed." } })
    },
  })
  const submit = () =>
    form.submit(({ name, url, currency, everyHours }) => {
      const pace = { name: name.trim(), ...(everyHours !== null && { everyHours }) }
      if (feed) change.run({ feedId: feed.feedId, ...pace })
      else add.run({ ...pace, url: url.trim(), currency })
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        feed
          ? { ja: "名前と間隔", en: "Name and pace" }
          : { ja: "商品フィードを登録する", en: "Register a product feed" }
      }
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={feed ? { ja: "保存する", en: "Save" } : { ja: "登録する", en: "Register" }}
            busy={add.busy || change.busy}
            dimmed={!form.changed}
            onClick={submit}
          />
        </>
      }
    >
      <Fields>
        <Field label={{ ja: "呼び名", en: "Name" }} error={form.errors.name}>
          <TextInput {...form.input("name")} maxLength={80} />
        </Field>
        {!feed && (
          <>
            <Field
              label={{ ja: "フィードのアドレス", en: "Address of the feed" }}
              hint={{
                ja: "Google Merchant 形式の RSS か Atom。インターネットから読めるアドレスにしてください。",
                en: "Google Merchant RSS or Atom, at an address that can be read from the internet.",
              }}
              error={form.errors.url}
            >
              <TextInput {...form.input("url")} type="url" />
            </Field>
            <Field label={{ ja: "価格に通貨がないとき", en: "Currency of prices without one" }}>
              <Select
                short
                {...form.input("currency")}
                options={currencies.map((value) => ({ value, label: same(value) }))}
              />
            </Field>
          </>
        )}
        <Field label={{ ja: "取り込む間隔", en: "Fetched every" }} error={form.errors.everyHours}>
          <NumberInput {...form.input("everyHours")} unit={{ ja: "時間", en: "hours" }} />
        </Field>
      </Fields>
    </Dialog>
  )
}
