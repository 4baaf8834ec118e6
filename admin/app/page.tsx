import { createContext, type ReactNode, useContext, useEffect } from "react"
import { createPortal } from "react-dom"
import { useText } from "../../ui/language.tsx"
import { PageHead } from "../../ui/layout.tsx"
import { Breadcrumb, type Crumb } from "../../ui/nav.tsx"
import type { Text } from "../../ui/text.ts"

/** Where the top bar holds the breadcrumb free for the page that is open. */
export const CrumbPlace = createContext<HTMLElement | null>(null)

type PageProps = {
  /** The answer as a sentence, or the object's name. */
  title: Text
  /** What stands in the breadcrumb and the window's title when the title is a long sentence. */
  name?: Text
  /** Pages above this one. */
  above?: readonly Crumb[]
  after?: Text
  over?: ReactNode
  facts?: readonly ReactNode[]
  actions?: ReactNode
  person?: boolean
  children: ReactNode
}

/** Every page of the console: breadcrumb, window title, head, content. */
export function Page({ title, name, above, children, after, ...head }: PageProps) {
  const t = useText()
  const place = useContext(CrumbPlace)
  const here = name ?? title
  const windowTitle = `${t(here)}｜Maido`
  useEffect(() => {
    document.title = windowTitle
  }, [windowTitle])
  return (
    <>
      {place && createPortal(<Breadcrumb crumbs={[...(above ?? []), { label: here }]} />, place)}
      <PageHead title={title} after={after} {...head} />
      {children}
    </>
  )
}
