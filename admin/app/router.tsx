import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useLocation,
  useMatches,
  useNavigate,
  useParams,
  useSearch,
} from "@tanstack/react-router"
import type { ComponentType } from "react"
import { Skeleton } from "../../ui/states.tsx"
import { Crash } from "./crash.tsx"
import type { PageEntry, PageProps } from "./feature.ts"
import { features } from "./features.ts"
import { galleryPages, gallerySession } from "./gallery/pages.ts"
import { base } from "./address.ts"
import { Frame } from "./frame.tsx"
import { NotFound } from "./not-found.tsx"

/** Everything that can be opened; the gallery of components only while developing. */
export const pages: readonly PageEntry[] = [...features.flatMap((feature) => feature.pages), ...galleryPages]

const root = createRootRouteWithContext<object>()({
  component: Root,
  notFoundComponent: NotFound,
})

function Root() {
  const path = usePath()
  const open = useMatches().at(-1)?.fullPath
  const entry = pages.find(({ path }) => path === open)
  return (
    <Frame
      path={path}
      kind={entry?.frame ?? "full"}
      sample={entry && galleryPages.includes(entry) ? gallerySession : undefined}
    >
      <Outlet />
    </Frame>
  )
}

const routes = pages.map((entry) =>
  createRoute({
    getParentRoute: () => root,
    path: entry.path,
    component: lazyRouteComponent(async () => ({ default: withPageProps(await entry.load()) })),
    errorComponent: Crash,
    pendingComponent: () => <Skeleton rows={8} />,
    pendingMs: 300,
  }),
)

function withPageProps(Shown: ComponentType<PageProps>) {
  return function RoutedPage() {
    const params: object = useParams({ strict: false })
    const search: Record<string, string | undefined> = useSearch({ strict: false })
    const navigate = useNavigate()
    const setSearch: PageProps["setSearch"] = (change) => {
      const next = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== "")
      void navigate({ to: ".", search: Object.fromEntries(next), replace: true, resetScroll: false })
    }
    return <Shown params={params} search={search} setSearch={setSearch} />
  }
}

// Plain `?q=佐藤&tab=orders`: addresses are read and shared by people.
const parseSearch = (text: string) => Object.fromEntries(new URLSearchParams(text))
const writeSearch = (search: Record<string, unknown>) => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== "") params.set(name, String(value))
  return params.size > 0 ? `?${params}` : ""
}

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: base,
  parseSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
  defaultErrorComponent: Crash,
  context: {},
})

/** The open address within the console, without its base. */
export const usePath = (): string => useLocation().pathname.replace(/\/$/, "") || "/"
