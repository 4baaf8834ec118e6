import {
  contrast,
  isColour,
  nearestPassing,
  neededContrast,
} from "../../../server/capabilities/brands/contrast-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"

type Form = {
  readonly values: Readonly<Record<Name, string>>
  readonly errors: Readonly<Partial<Record<Name, Text | undefined>>>
  readonly set: (name: Name, value: string) => void
}
type Name = "brand" | "paper" | "nightBrand" | "nightPaper"

const ratioOf = (colour: string, paper: string) => Math.floor(contrast(colour, paper) * 10) / 10

/** Why a colour cannot be taken: not a colour, or text in it could not be read on its paper. */
export function colourProblem(colour: string, paper?: string): Text | undefined {
  if (!isColour(colour))
    return { ja: "#1c4a80 のように6桁で書いてください。", en: "Write six digits, such as #1c4a80." }
  if (paper === undefined || !isColour(paper) || contrast(colour, paper) >= neededContrast) return undefined
  const ratio = ratioOf(colour, paper)
  return {
    ja: `紙の上で文字が読みにくくなります（差 ${ratio}、必要なのは 4.5）。`,
    en: `Text would be hard to read on the paper (${ratio} where 4.5 is needed).`,
  }
}

type Props = { label: Text; form: Form; name: Name /** On what it must be readable. */; paper?: string }

/** A colour by picker or by its digits; says how well it reads and offers the nearest one that passes. */
export function ColourField({ label, form, name, paper }: Props) {
  const t = useText()
  const value = form.values[name]
  const problem = colourProblem(value, paper) ?? form.errors[name]
  const nearest = problem && paper && isColour(value) && isColour(paper) ? nearestPassing(value, [paper]) : undefined
  const fits = paper !== undefined && isColour(value) && isColour(paper) && !problem
  return (
    <div>
      <Field
        label={label}
        error={problem}
        hint={
          fits
            ? { ja: `紙との差 ${ratioOf(value, paper)}`, en: `Contrast on paper ${ratioOf(value, paper)}` }
            : undefined
        }
      >
        <span className="brand-colour">
          <input
            type="color"
            aria-label={t({ ja: `${label.ja}を選ぶ`, en: `Pick ${label.en}` })}
            value={isColour(value) ? value : "#000000"}
            onChange={(event) => form.set(name, event.target.value)}
          />
          <TextInput short value={value} onChange={(text) => form.set(name, text.trim().toLowerCase())} maxLength={7} />
        </span>
      </Field>
      {nearest && (
        <Button
          look="text"
          label={{ ja: `いちばん近い ${nearest} にする`, en: `Use the nearest, ${nearest}` }}
          onClick={() => form.set(name, nearest)}
        />
      )}
    </div>
  )
}
