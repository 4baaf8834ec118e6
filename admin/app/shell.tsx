import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from "react"
import "./shell.css"
import { useText } from "../../ui/language.tsx"
import { Menu } from "../../ui/menu.tsx"
import { Noren } from "../../ui/noren.tsx"
import { same } from "../../ui/text.ts"
import { BottomBar } from "./bottom-bar.tsx"
import { useFeatures } from "./feature.ts"
import { CrumbPlace } from "./page.tsx"
import { Palette } from "./palette.tsx"
import { Rail } from "./rail.tsx"
import { type SessionBrand, useSession } from "./session.tsx"
import { TestSwitch } from "./test-switch.tsx"
import { TopBar } from "./top-bar.tsx"

type ShellProps = {
  path: string
  canvas: boolean
  onBrand: (brandId: string) => void
  onSignOut: () => void
  children: ReactNode
}

/** Rail, top bar and the page between them. */
export function Shell({ path, canvas, onBrand, onSignOut, children }: ShellProps) {
  const t = useText()
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const close = () => setMenuOpen(false)
  useFocusOnArrival(path, main)
  useEffect(() => {
    if (!menuOpen) return
    const escape = (event: KeyboardEvent) => event.key === "Escape" && close()
    addEventListener("keydown", escape)
    return () => removeEventListener("keydown", escape)
  }, [menuOpen])
  return (
    <CrumbPlace value={crumbs}>
      <a className="skip-link button go" href="#main">
        {t({ ja: "本文へ", en: "Skip to the content" })}
      </a>
      <div className={canvas ? "app canvas" : "app"}>
        <Rail
          path={path}
          open={menuOpen}
          onGo={close}
          brand={<BrandSwitch onBrand={onBrand} />}
          below={<TestSwitch onBrand={onBrand} />}
        />
        {menuOpen && <div className="drawer-veil" onClick={close} aria-hidden />}
        <div>
          <TopBar crumbs={setCrumbs} onSignOut={onSignOut} />
          <TestBar />
          <main id="main" className={canvas ? "canvas-page" : "page"} ref={main} tabIndex={-1}>
            {children}
          </main>
        </div>
        <BottomBar path={path} open={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} />
      </div>
      <Palette />
      <Everywhere />
    </CrumbPlace>
  )
}

function Everywhere() {
  const features = useFeatures()
  const parts = useMemo(
    () =>
      features.flatMap(({ name, everywhere }) =>
        everywhere ? [{ name, Part: lazy(async () => ({ default: await everywhere() })) }] : [],
      ),
    [features],
  )
  return (
    <Suspense>
      {parts.map(({ name, Part }) => (
        <Part key={name} />
      ))}
    </Suspense>
  )
}

/** A new page begins at its top, and is announced: focus moves to its content, but not on the very first one. */
function useFocusOnArrival(path: string, main: { current: HTMLElement | null }) {
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    main.current?.focus({ preventScroll: true })
  }, [path, main])
}

const kind = (brand: SessionBrand) =>
  brand.isDemo
    ? { ja: "Maido 体験用", en: "Maido demo" }
    : brand.isTest
      ? { ja: "Maido テスト", en: "Maido test" }
      : { ja: "Maido 本番", en: "Maido live" }

function BrandSwitch(props: { onBrand: (brandId: string) => void }) {
  const t = useText()
  const { brand, brands } = useSession()
  const face = (
    <span className="brand">
      <Noren />
      <span className="words">
        <span className="name">{brand.name}</span>
        <small>{t(kind(brand))}</small>
      </span>
    </span>
  )
  if (brands.length < 2) return face
  return (
    <Menu
      label={{ ja: `${brand.name}：ブランドを切り替える`, en: `${brand.name}: switch brand` }}
      face={face}
      items={brands.map((other) => ({
        label: same(other.name),
        under: kind(other),
        onClick: () => props.onBrand(other.brandId),
      }))}
    />
  )
}

function TestBar() {
  const t = useText()
  const { brand } = useSession()
  if (!brand.isTest) return null
  return (
    <p className="test-bar">
      {t({
        ja: "テスト環境です。ここで送ったものは、お客様には届きません。",
        en: "Test mode: nothing sent here reaches a customer.",
      })}
    </p>
  )
}
