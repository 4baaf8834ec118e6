import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react"
import * as format from "./format.ts"
import { type Language, languages, type Text } from "./text.ts"

export type Theme = "system" | "light" | "dark"

/** What every component needs to know of its surroundings; the app gives it once. */
type Surroundings = {
  readonly language: Language
  readonly speak: (language: Language) => void
  readonly theme: Theme
  readonly paint: (theme: Theme) => void
  /** Brand's IANA time zone and currency. */
  readonly timeZone: string
  readonly currency: string
}

const Context = createContext<Surroundings | null>(null)

export function useSurroundings(): Surroundings {
  const found = useContext(Context)
  if (!found) throw new Error("put <Surroundings> around the screens")
  return found
}

function remembered<T extends string>(key: string, allowed: readonly T[], otherwise: T) {
  const stored = localStorage.getItem(key)
  return allowed.find((value) => value === stored) ?? otherwise
}

/** Remembers language and theme in this browser, and tells the document so that line breaking and colours follow. */
export function Surroundings(props: { timeZone: string; currency: string; children: ReactNode }) {
  const [language, speak] = useState(() =>
    remembered("maido.language", languages, navigator.language.startsWith("ja") ? "ja" : "en"),
  )
  const [theme, paint] = useState(() => remembered<Theme>("maido.theme", ["system", "light", "dark"], "system"))
  useEffect(() => {
    localStorage.setItem("maido.language", language)
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    localStorage.setItem("maido.theme", theme)
    if (theme === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  const { timeZone, currency } = props
  const value = useMemo(
    () => ({ language, speak, theme, paint, timeZone, currency }),
    [language, theme, timeZone, currency],
  )
  return <Context value={value}>{props.children}</Context>
}

/** `const t = useText()` then `t({ ja: "保存する", en: "Save" })`. */
export function useText(): (text: Text) => string {
  const { language } = useSurroundings()
  return useCallback((text: Text) => text[language], [language])
}

/** The instant, moving on once a minute, so that "3分前" stays true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Figures and dates in the reader's language, the brand's clock and currency. */
export function useFormat() {
  const { language, timeZone, currency } = useSurroundings()
  const now = useNow()
  return useMemo(() => {
    const place: format.Place = { language, timeZone, now }
    return {
      number: format.number,
      change: format.change,
      percent: format.percent,
      percentChange: format.percentChange,
      money: (minor: number, inCurrency = currency) => format.money(minor, inCurrency),
      date: (at: format.Instant) => format.date(at, place),
      time: (at: format.Instant) => format.time(at, place),
      moment: (at: format.Instant) => format.moment(at, place),
      day: (value: string) => format.day(value, place),
      month: (at: format.Instant) => format.month(at, place),
      period: (from: string, until: string) => format.period(from, until, place),
      relative: (at: format.Instant) => format.relative(at, place),
      duration: (ms: number) => format.duration(ms, language),
    }
  }, [language, timeZone, currency, now])
}
