import type { ImportKind } from "../../../server/capabilities/imports/model.ts"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"

const segments = { to: "/segments", label: { ja: "セグメントを見る", en: "See the segments" } } as const
const nexts = {
  orders: [
    segments,
    {
      to: "/loyalty/start",
      label: { ja: "この注文から会員制度の数字を出す", en: "Get a programme's numbers from them" },
    },
    { to: "/flows/gallery", label: { ja: "用意されたフローから選ぶ", en: "Choose a flow that comes ready made" } },
  ],
  customers: [{ to: "/customers", label: { ja: "お客様を見る", en: "See the customers" } }, segments],
  products: [{ to: "/imports/new", label: { ja: "過去の注文も取り込む", en: "Bring in past orders, too" } }],
} as const

/** What somebody would do with it now, so that the end of an import is no dead end. */
export function AfterImport({ kind }: { kind: ImportKind }) {
  const t = useText()
  return (
    <Section
      title={{ ja: "次にできること", en: "What comes next" }}
      {...(kind !== "products" && {
        scope: { ja: "数分で人数と指標にも入ります", en: "numbers of people follow within minutes" },
      })}
    >
      <Rows
        rows={nexts[kind].map(({ to, label }) => ({
          label,
          value: <Link to={to}>{t({ ja: "開く", en: "Open" })}</Link>,
        }))}
      />
    </Section>
  )
}
