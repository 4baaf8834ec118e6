import { useEffect, useState } from "react"
import type { Text } from "./text.ts"

type Errors<V> = Partial<Record<keyof V & string, Text | undefined>>

/** What is to be shown: what the values have wrong, once somebody tried to save, and what the server refused since. */
export const shownErrors = <V>(wrong: Errors<V>, tried: boolean, refused: Errors<V>): Errors<V> => ({
  ...(tried && wrong),
  ...refused,
})

/** The server's refusals without that of a field that was changed since. */
export function withoutField<V>(refused: Errors<V>, field: keyof V & string): Errors<V> {
  const { [field]: _, ...others } = refused
  return others as Errors<V> // safe: what was a part of the errors without one of them is a part of the errors
}

/**
 * The values of a form and what is wrong with them. `check` returns the errors of the values as they are; they show
 * after the first try to save, and an error that the server gave for a field shows until that field changes.
 */
export function useForm<V extends object>(initial: V, check: (values: V) => Errors<V> = () => ({})) {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(initial)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Errors<V>>({})
  const [misses, setMisses] = useState(0)
  const errors = shownErrors(check(values), tried, refused)
  useEffect(() => {
    if (misses > 0) goToWhatIsWrong()
  }, [misses])
  const set = <K extends keyof V & string>(key: K, value: V[K]) => {
    setValues((before) => ({ ...before, [key]: value }))
    setRefused((before) => withoutField(before, key))
  }
  return {
    values,
    errors,
    changed: JSON.stringify(values) !== JSON.stringify(start),
    set,
    /** `<TextInput {...form.input("name")} />` */
    input: <K extends keyof V & string>(key: K) => ({ value: values[key], onChange: (value: V[K]) => set(key, value) }),
    /** Calls `save` when nothing is wrong; otherwise shows what is and takes the keyboard there. */
    submit: (save: (values: V) => void) => {
      setTried(true)
      if (Object.values(check(values)).every((error) => error === undefined)) save(values)
      else setMisses((before) => before + 1)
    },
    /** Puts the server's refusal beside its field. */
    refuse: (field: keyof V & string, why: Text) => {
      setRefused((before) => ({ ...before, [field]: why }))
      setMisses((before) => before + 1)
    },
    /** Starts anew from these values: after loading, after saving. */
    restart: (fresh: V) => {
      setStart(fresh)
      setValues(fresh)
      setTried(false)
      setRefused({})
    },
  }
}

/** The first field that has to be mended comes into view and takes the keyboard, also when it is far above the button. */
function goToWhatIsWrong(): void {
  const dialogs = document.querySelectorAll("[role=dialog]")
  const place = dialogs[dialogs.length - 1] ?? document
  const wrong = place.querySelector<HTMLElement>("[aria-invalid=true]")
  if (wrong) wrong.focus()
  else place.querySelector(".field .wrong")?.scrollIntoView({ block: "center" })
}
