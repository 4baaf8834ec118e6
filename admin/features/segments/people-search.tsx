import { SearchField } from "../../../ui/inputs.tsx"
import { Filters } from "../../../ui/nav.tsx"
import type { Text } from "../../../ui/text.ts"

/** Looks for somebody among the people below. */
export function PeopleSearch({
  label,
  value,
  onChange,
}: {
  label: Text
  value: string
  onChange: (value: string) => void
}) {
  return (
    <div className="segment-gap">
      <Filters>
        <SearchField
          value={value}
          onChange={onChange}
          label={label}
          example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
        />
      </Filters>
    </div>
  )
}
