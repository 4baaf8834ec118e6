import { useState } from "react"
import type { Text } from "./text.ts"

type Errors<V> = Partial<Record<keyof V & string, Text | undefined>>

/**
 * The values of a form and what is wrong with them. `check` returns the errors of the values as they are; they show
 * after the first try to save, and an error that the server gave for a field shows until that field changes.
 */
export function useForm<V extends object>(initial: V, check: (values: V) => Errors<V> = () => ({})) {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(initial)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Errors<V>>({})
  const errors: Errors<V> = { ...(tried && check(values)), ...refused }
  const set = <K extends keyof V & string>(key: K, value: V[K]) => {
    setValues((before) => ({ ...before, [key]: value }))
    setRefused((before) => ({ ...before, [key]: undefined }))
  }
  return {
    values,
    errors,
    changed: JSON.stringify(values) !== JSON.stringify(start),
    set,
    /** `<TextInput {...form.input("name")} />` */
    input: <K extends keyof V & string>(key: K) => ({ value: values[key], onChange: (value: V[K]) => set(key, value) }),
    /** Calls `save` when nothing is wrong; otherwise shows what is. */
    submit: (save: (values: V) => void) => {
      setTried(true)
      if (Object.values(check(values)).every((error) => error === undefined)) save(values)
    },
    /** Puts the server's refusal beside its field. */
    refuse: (field: keyof V & string, why: Text) => setRefused((before) => ({ ...before, [field]: why })),
    /** Starts anew from these values: after loading, after saving. */
    restart: (fresh: V) => {
      setStart(fresh)
      setValues(fresh)
      setTried(false)
      setRefused({})
    },
  }
}
