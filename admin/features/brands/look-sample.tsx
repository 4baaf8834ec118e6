import { isColour, textOn } from "../../../server/capabilities/brands/contrast-rules.ts"
import { coloursOf, type Palette } from "../../../server/capabilities/brands/model-look.ts"
import { useText } from "../../../ui/language.tsx"

type Props = { name: string; palette: Palette; radius: number }

/** A piece of a shopper's page in the chosen colours: never the console's own. */
export function LookSample({ name, palette, radius }: Props) {
  const t = useText()
  if (!isColour(palette.brand) || !isColour(palette.paper)) return null
  const colours = coloursOf(palette)
  const ink = textOn(palette.paper)
  return (
    <div
      className="brand-sample"
      style={{ background: colours.paper, color: ink, borderRadius: radius }}
      aria-label={t({ ja: "見本", en: "Sample" })}
      role="img"
    >
      <b>{name}</b>
      <p>{t({ ja: "お届け予定は 11/21（土）です。", en: "Expected on Sat, Nov 21." })}</p>
      <span
        className="brand-sample-button"
        style={{ background: colours.brand, color: colours.onBrand, borderRadius: radius }}
      >
        {t({ ja: "お届けの様子を見る", en: "Track the parcel" })}
      </span>
      <span style={{ color: colours.brand, textDecoration: "underline" }}>
        {t({ ja: "返品・交換", en: "Returns" })}
      </span>
    </div>
  )
}
