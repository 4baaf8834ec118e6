import type { ReactNode } from "react"
import { listRichMenus, postRichMenu } from "../../../server/capabilities/line/contract.ts"
import { fieldsOf } from "../../../server/capabilities/line/menu-rules.ts"
import type { MenuArea, MenuLayout } from "../../../server/capabilities/line/model-menu.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { PictureFile } from "../../app/picture-file.tsx"
import { useAct } from "../../app/use-call.ts"

type Audiences = Reply<typeof listRichMenus>["audiences"]
type Area = { label: string; does: MenuArea["does"]; to: string; say: string }
type Values = {
  name: string
  chatBarText: string
  layout: MenuLayout
  areas: readonly Area[]
  pictureUrl: string
  audience: string
  rank: number | null
}

const layouts: Record<MenuLayout, Text> = {
  one: { ja: "1つ", en: "One field" },
  two: { ja: "横に2つ", en: "Two side by side" },
  three: { ja: "横に3つ", en: "Three side by side" },
  four: { ja: "2段に4つ", en: "Four in two rows" },
  six: { ja: "2段に6つ", en: "Six in two rows" },
}
const isLayout = (value: string): value is MenuLayout => value in layouts

const deeds: Record<MenuArea["does"], Text> = {
  open: { ja: "ページを開く", en: "Opens a page" },
  say: { ja: "ひとこと送る", en: "Says something" },
  link: { ja: "LINE連携を始める", en: "Begins linking" },
}
const isDeed = (value: string): value is MenuArea["does"] => value in deeds

const empty: Area = { label: "", does: "open", to: "", say: "" }
const areasOf = ({ layout, areas }: Pick<Values, "layout" | "areas">): Area[] =>
  Array.from({ length: fieldsOf(layout) }, (_, index) => areas[index] ?? empty)

const pictureIn = (url: string) => /[0-9a-f]{64}\.(?:png|jpg)$/.exec(url)?.[0]
const missing = { ja: "入れてください。", en: "Please enter this." }

const isWrongArea = ({ label, does, to }: Area) =>
  label.trim() === "" || (does === "open" && !/^https:\/\/\S+$/.test(to.trim()))

const wrongIn = (values: Values) => ({
  name: values.name.trim() === "" ? missing : undefined,
  chatBarText: values.chatBarText.trim() === "" ? missing : undefined,
  areas: areasOf(values).some(isWrongArea)
    ? {
        ja: "どの場所にも名前を、ページを開くなら https:// で始まるアドレスも入れてください。",
        en: "Every field needs a name; one that opens a page needs an address that begins with https://.",
      }
    : undefined,
  pictureUrl: pictureIn(values.pictureUrl)
    ? undefined
    : { ja: "PNG か JPEG の画像を選んでください。", en: "Choose a PNG or JPEG picture." },
})

const barWords = { ja: "メニュー", en: "Menu" }
const start: Values = {
  name: "",
  chatBarText: "",
  layout: "three",
  areas: [],
  pictureUrl: "",
  audience: "everyone",
  rank: 10,
}

/** A new rich menu: its picture, its fields, for whom it is. Kept as a draft. */
export function MenuForm({ audiences, onClose }: { audiences: Audiences; onClose: () => void }) {
  const toast = useToast()
  const t = useText()
  const form = useForm<Values>({ ...start, chatBarText: t(barWords) }, wrongIn)
  const make = useAct(postRichMenu, {
    refresh: [listRichMenus],
    done: () => {
      onClose()
      toast({
        words: { ja: "下書きにしました。公開すると友だちに見えます。", en: "Kept as a draft; publish it to show it." },
      })
    },
    refused: (error) => (error.field === "pictureId" ? void form.refuse("pictureUrl", error.sentence) : false),
  })
  const submit = () =>
    form.submit((values) =>
      make.run({
        name: values.name.trim(),
        chatBarText: values.chatBarText.trim(),
        layout: values.layout,
        areas: areasOf(values).map(({ label, does, to, say }) => ({
          label: label.trim(),
          does,
          ...(does === "open" ? { to: to.trim() } : {}),
          ...(does === "say" && say.trim() !== "" ? { say: say.trim() } : {}),
        })),
        pictureId: pictureIn(values.pictureUrl) ?? "",
        audience: values.audience,
        rank: values.rank ?? 10,
      }),
    )
  const options = [
    { value: "everyone", label: { ja: "すべての友だち", en: "All friends" } },
    ...audiences.map(({ audience, name }) => ({ value: audience, label: name })),
  ]
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={{ ja: "リッチメニューを作る", en: "Make a rich menu" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button look="go" label={{ ja: "下書きにする", en: "Keep as a draft" }} busy={make.busy} onClick={submit} />
        </>
      }
    >
      <Fields>
        <Field
          label={{ ja: "呼び名（お客様には見えません）", en: "Name, not shown to friends" }}
          error={form.errors.name}
        >
          <TextInput {...form.input("name")} maxLength={100} />
        </Field>
        <Field
          label={{ ja: "トークの下に出る文字", en: "Words below the talk" }}
          hint={{ ja: "14文字まで", en: "14 characters at most" }}
          error={form.errors.chatBarText}
        >
          <TextInput {...form.input("chatBarText")} maxLength={14} />
        </Field>
        <Field
          group
          label={{ ja: "画像", en: "Picture" }}
          hint={{
            ja: "PNG か JPEG、幅800〜2500px、高さ250px以上、横長（1.45倍以上）、1MBまで。",
            en: "PNG or JPEG, 800 to 2500 px wide, 250 px or more high, at least 1.45 times as wide as high, 1 MB at most.",
          }}
          error={form.errors.pictureUrl}
        >
          <PictureFile
            className="line-picture"
            url={form.values.pictureUrl}
            alt={{ ja: "メニューの画像", en: "The menu's picture" }}
            label={{ ja: "メニュー画像のファイル", en: "File of the menu's picture" }}
            onChange={(url) => form.set("pictureUrl", url)}
            onRefused={(why) => form.refuse("pictureUrl", why)}
          />
        </Field>
        <Field label={{ ja: "押せる場所", en: "Fields to tap" }}>
          <Select
            value={form.values.layout}
            onChange={(value) => isLayout(value) && form.set("layout", value)}
            options={Object.entries(layouts).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Areas areas={areasOf(form.values)} error={form.errors.areas} onChange={(areas) => form.set("areas", areas)} />
        <Field label={{ ja: "見せる人", en: "For whom" }}>
          <Select value={form.values.audience} onChange={(value) => form.set("audience", value)} options={options} />
        </Field>
        {form.values.audience !== "everyone" && (
          <Field
            label={{ ja: "順番", en: "Rank" }}
            hint={{
              ja: "いくつものメニューに当てはまる人には、数の小さいものが見えます。",
              en: "Where somebody belongs to several, the lowest number wins.",
            }}
          >
            <NumberInput {...form.input("rank")} />
          </Field>
        )}
      </Fields>
    </Dialog>
  )
}

type AreasProps = { areas: readonly Area[]; error: Text | undefined; onChange: (areas: readonly Area[]) => void }

function Areas({ areas, error, onChange }: AreasProps): ReactNode {
  const t = useText()
  const change = (index: number, part: Partial<Area>) =>
    onChange(areas.map((area, at) => (at === index ? { ...area, ...part } : area)))
  return (
    <Field group label={{ ja: "それぞれの場所（左上から）", en: "Each field, from the upper left" }} error={error}>
      <ol className="line-areas">
        {areas.map((area, index) => (
          <li key={index}>
            <TextInput
              value={area.label}
              onChange={(label) => change(index, { label })}
              maxLength={20}
              label={{ ja: `場所${index + 1}の名前`, en: `Name of field ${index + 1}` }}
              example={{ ja: "名前", en: "Name" }}
            />
            <Select
              value={area.does}
              onChange={(does) => isDeed(does) && change(index, { does })}
              label={{ ja: `場所${index + 1}を押すと`, en: `Tapping field ${index + 1}` }}
              options={Object.entries(deeds).map(([value, label]) => ({ value, label }))}
            />
            {area.does === "open" && (
              <TextInput
                value={area.to}
                onChange={(to) => change(index, { to })}
                label={{ ja: `場所${index + 1}のアドレス`, en: `Address of field ${index + 1}` }}
                example={{ ja: "https://", en: "https://" }}
              />
            )}
            {area.does === "say" && (
              <TextInput
                value={area.say}
                onChange={(say) => change(index, { say })}
                label={{ ja: `場所${index + 1}のひとこと`, en: `Words of field ${index + 1}` }}
                example={{ ja: "空なら名前と同じ", en: "The name, if empty" }}
              />
            )}
            {area.does === "link" && (
              <span className="tiny quiet">
                {t({ ja: "お買い物のアドレスとLINEをつなぐ案内が届きます。", en: "An invitation to link is sent." })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Field>
  )
}
