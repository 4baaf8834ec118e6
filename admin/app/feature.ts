import { type ComponentType, createContext, useContext } from "react"
import type { Icon } from "../../ui/button.tsx"
import type { Text } from "../../ui/text.ts"

/** `/customers/$customerId` → `{ customerId: string }`. */
export type PathParams<P extends string> = P extends `${string}$${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<`/${Rest}`>
  : P extends `${string}$${infer Name}`
    ? { readonly [K in Name]: string }
    : object

/** What stands after the question mark. `setSearch` replaces the given keys; an empty value removes its key. */
export type PageProps<P extends string = string> = {
  readonly params: PathParams<P>
  readonly search: Readonly<Record<string, string | undefined>>
  readonly setSearch: (change: Record<string, string | undefined>) => void
}

export type PageEntry = {
  readonly path: string
  readonly load: () => Promise<ComponentType<PageProps>>
  /** `bare` has neither rail nor bar (sign-in); `canvas` has the narrow rail. */
  readonly frame: "full" | "canvas" | "bare"
}

type PageOptions = { readonly frame?: PageEntry["frame"] }

/** A page of a feature: `page("/orders/$orderId", async () => (await import("./order.tsx")).OrderPage)`. */
export function page<const P extends `/${string}`>(
  path: P,
  load: () => Promise<ComponentType<PageProps<P>>>,
  options: PageOptions = {},
): PageEntry {
  // safe: the router hands over exactly the parameters that `path` names
  return { path, load: load as PageEntry["load"], frame: options.frame ?? "full" }
}

/** Which hairline-separated group of the rail an entry stands in. */
export type RailGroup = "people" | "programme" | "learning" | "foot"

export type NavigationEntry = {
  readonly to: string
  readonly label: Text
  readonly icon: Icon
  readonly group: RailGroup
  /** Position within the group, ascending; leave gaps. */
  readonly order: number
  /** The `to` of the place it belongs to: seen beneath that one while somebody is in either, or is awaited here. */
  readonly within?: string
  /** Seen only with this right. */
  readonly right?: string
  /** Stands under the thumb on phones; the first four that do, then the others. */
  readonly underThumb?: true
  /** A count beside the label; `needed` means that a person is awaited. A hook: it is called on every render. */
  readonly useCount?: () => { readonly count: number; readonly needed: boolean } | undefined
}

/** Something to do or open from the command palette (⌘K). */
export type Command = {
  readonly label: Text
  readonly icon?: Icon
  readonly to: string
  readonly right?: string
  /** Other words that people may type for it. */
  readonly also?: Text
}

/** A thing found while typing into the palette. */
export type Found = {
  readonly id: string
  readonly label: Text
  readonly under?: Text
  readonly to: string
  readonly icon?: Icon
}

export type Settings = {
  readonly to: string
  readonly label: Text
  readonly about: Text
  readonly icon: Icon
  readonly right?: string
  readonly order: number
}

export type Feature = {
  readonly name: string
  readonly pages: readonly PageEntry[]
  readonly navigation?: readonly NavigationEntry[]
  readonly commands?: readonly Command[]
  /** Looks for this feature's things by what was typed (two letters or more). */
  readonly find?: { readonly label: Text; readonly search: (query: string, signal: AbortSignal) => Promise<Found[]> }
  /** Stands ready beside every page, such as a question that any of them may raise. */
  readonly everywhere?: () => Promise<ComponentType>
  /** Entries of the settings page. */
  readonly settings?: readonly Settings[]
}

export const defineFeature = (feature: Feature): Feature => feature

const FeaturesContext = createContext<readonly Feature[]>([])
export const FeaturesProvider = FeaturesContext
/** All that is plugged in: for the rail, the palette and the settings page. */
export const useFeatures = () => useContext(FeaturesContext)
