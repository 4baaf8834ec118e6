import { ArrowDown, ArrowUp } from "lucide-react"
import { arranged } from "./arrange.ts"
import type { MyPageSettings } from "../../../server/capabilities/mypage/model-settings.ts"
import { Switch } from "../../../ui/choices.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useSurroundings, useText } from "../../../ui/language.tsx"

type Card = { readonly key: string; readonly title: { readonly ja: string; readonly en: string } }
type Props = {
  cards: readonly Card[]
  settings: MyPageSettings
  set: <K extends keyof MyPageSettings>(key: K, value: MyPageSettings[K]) => void
}

/** Every section: up or down, shown or not, under a title of the brand's own. */
export function CardOrder({ cards, settings, set }: Props) {
  const t = useText()
  const rows = arranged(cards, settings.order)
  const move = (from: number, by: number) => {
    const keys = rows.map(({ key }) => key)
    const [key] = keys.splice(from, 1)
    if (key !== undefined) set("order", keys.toSpliced(from + by, 0, key))
  }
  const show = (key: string, on: boolean) =>
    set("hidden", on ? settings.hidden.filter((one) => one !== key) : [...settings.hidden, key])
  return (
    <ol className="my-page-cards">
      {rows.map((card, index) => (
        <li key={card.key}>
          <span className="moves">
            <button type="button" disabled={index === 0} onClick={() => move(index, -1)} aria-label={t(up(card))}>
              <ArrowUp aria-hidden />
            </button>
            <button
              type="button"
              disabled={index === rows.length - 1}
              onClick={() => move(index, 1)}
              aria-label={t(down(card))}
            >
              <ArrowDown aria-hidden />
            </button>
          </span>
          <Title card={card} settings={settings} set={set} />
          <Switch
            on={!settings.hidden.includes(card.key)}
            onChange={(on) => show(card.key, on)}
            label={{ ja: `${card.title.ja}を表示`, en: `Show ${card.title.en}` }}
            words={{ on: { ja: "表示", en: "Shown" }, off: { ja: "非表示", en: "Hidden" } }}
          />
        </li>
      ))}
    </ol>
  )
}

const up = ({ title }: Card) => ({ ja: `${title.ja}を上へ`, en: `Move ${title.en} up` })
const down = ({ title }: Card) => ({ ja: `${title.ja}を下へ`, en: `Move ${title.en} down` })

function Title({ card, settings, set }: { card: Card } & Omit<Props, "cards">) {
  const { language } = useSurroundings()
  const own = settings.titles[card.key] ?? { ja: "", en: "" }
  return (
    <TextInput
      value={own[language]}
      maxLength={40}
      example={card.title}
      label={{ ja: `${card.title.ja}の見出し`, en: `Title of ${card.title.en}` }}
      onChange={(value) => set("titles", { ...settings.titles, [card.key]: { ...own, [language]: value } })}
    />
  )
}
