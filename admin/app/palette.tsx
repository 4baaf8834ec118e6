import { Spotlight } from "@mantine/spotlight"
import { useQuery } from "@tanstack/react-query"
import { CornerDownRight, Search } from "lucide-react"
import { useDeferredValue, useState } from "react"
import "../../ui/float.css"
import type { Icon } from "../../ui/button.tsx"
import { useText } from "../../ui/language.tsx"
import { useWay } from "../../ui/link.tsx"
import type { Text } from "../../ui/text.ts"
import { type Feature, type Found, useFeatures } from "./feature.ts"
import { useMay } from "./session.tsx"

/** ⌘K: every page, every command, and the people and things of every feature that can look for them. */
export function Palette() {
  const t = useText()
  const features = useFeatures()
  const [typed, setTyped] = useState("")
  const query = useDeferredValue(typed.trim())
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={() => setTyped("")}
      scrollable
      maxHeight={420}
      size={600}
      transitionProps={{ duration: 80 }}
      overlayProps={{ blur: 0 }}
      classNames={{
        content: "floating palette",
        search: "palette-search",
        overlay: "veil",
        actionsList: "palette-list",
      }}
    >
      <Spotlight.Search
        // Its own trap takes the keyboard a moment after it is seen: what is typed in between would be lost.
        ref={(field) => field?.focus()}
        placeholder={t({
          ja: "顧客・注文・フロー、または、したいこと",
          en: "A customer, an order, a flow, or what you want to do",
        })}
        aria-label={t({ ja: "探す", en: "Search" })}
        leftSection={<Search aria-hidden />}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && openFirst()}
      />
      <Spotlight.ActionsList>
        {query.length >= 2 &&
          features.map((feature) => <FoundGroup key={feature.name} feature={feature} query={query} />)}
        <Places query={query} />
        <Spotlight.Empty className="palette-empty">
          {t({
            ja: "見つかりません。名前の一部、注文番号、メールアドレスでも探せます。",
            en: "Nothing found. Parts of names, order numbers and e-mail addresses work too.",
          })}
        </Spotlight.Empty>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Enter without having walked through the list means the first thing found. */
function openFirst() {
  if (document.querySelector(".palette-action[data-selected]")) return
  document.querySelector<HTMLElement>(".palette-action")?.click()
}

const folded = (text: string) => text.normalize("NFKC").toLowerCase()
const fits = (query: string, ...texts: (Text | undefined)[]) =>
  query === "" ||
  texts.some((text) => text && (folded(text.ja).includes(folded(query)) || folded(text.en).includes(folded(query))))

function Places({ query }: { query: string }) {
  const may = useMay()
  const entries = useFeatures().flatMap((feature) => [
    ...(feature.navigation ?? []),
    ...(feature.settings ?? []),
    ...(feature.commands ?? []),
  ])
  const found = entries.filter(
    (entry) => may(entry.right) && fits(query, entry.label, "also" in entry ? entry.also : undefined),
  )
  if (found.length === 0) return null
  return (
    <Group label={{ ja: "開く・する", en: "Open or do" }}>
      {found.map((entry) => (
        <Action key={`${entry.to} ${entry.label.en}`} icon={entry.icon} {...entry} />
      ))}
    </Group>
  )
}

function FoundGroup({ feature, query }: { feature: Feature; query: string }) {
  const { find } = feature
  const found = useQuery<Found[]>({
    queryKey: ["palette", feature.name, query],
    queryFn: ({ signal }) => find?.search(query, signal) ?? [],
    enabled: find !== undefined,
    staleTime: 30_000,
  })
  if (!find || !found.data || found.data.length === 0) return null
  return (
    <Group label={find.label}>
      {found.data.map((item) => (
        <Action key={item.id} {...item} />
      ))}
    </Group>
  )
}

function Group(props: { label: Text; children: React.ReactNode }) {
  const t = useText()
  return (
    <div className="palette-group" role="group" data-label={t(props.label)} aria-label={t(props.label)}>
      {props.children}
    </div>
  )
}

function Action(props: { label: Text; under?: Text; to: string; icon?: Icon | undefined }) {
  const t = useText()
  const { go } = useWay()
  const Mark = props.icon ?? CornerDownRight
  return (
    <Spotlight.Action className="palette-action" onClick={() => go(props.to)}>
      <Mark aria-hidden />
      <span>
        {t(props.label)}
        {props.under && <span className="under">{t(props.under)}</span>}
      </span>
    </Spotlight.Action>
  )
}
