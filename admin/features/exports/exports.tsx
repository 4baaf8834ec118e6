import { useState } from "react"
import { listExports, postCancelExport, postExportLink } from "../../../server/capabilities/exports/contract.ts"
import type { Export } from "../../../server/capabilities/exports/model.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { BeginExport } from "./begin-export.tsx"
import { formatWords, kindWords } from "./words.ts"

const standing = { running: "waiting", done: "done", cancelled: "none", expired: "none" } as const
const states: Readonly<Record<Export["state"], Text>> = {
  running: { ja: "書き出しています", en: "Being written" },
  done: { ja: "できました", en: "Ready" },
  cancelled: { ja: "やめました", en: "Cancelled" },
  expired: { ja: "ファイルは消えました", en: "File is gone" },
}

/** Everything is the brand's: what was taken out, and what is on its way (A17). */
export function Exports() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const found = useCall(listExports, { limit: 50 }, { everyMs: 5_000 })
  return (
    <Page
      title={{ ja: "書き出し", en: "Exports" }}
      actions={<Button look="go" label={{ ja: "書き出す", en: "Export" }} onClick={() => setOpen(true)} />}
    >
      <Section first title={{ ja: "ファイル", en: "Files" }} scope={{ ja: "新しい順", en: "newest first" }}>
        <Loaded of={found} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "まだ書き出していません", en: "Nothing was taken out yet" }}
                why={{
                  ja: "お客様・同意・注文・できごとなど、すべてを取り出せます。",
                  en: "Customers, consents, orders, events: everything can be taken out.",
                }}
              />
            ) : (
              <ul className="rows">
                {items.map((one) => (
                  <Row key={one.exportId} one={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <Below>
          <Note>
            {t({
              ja: "ファイルは7日で消えます。お客様の情報を消去したときは、その方が含まれうるファイルもすぐに消えます。",
              en: "Files are kept for seven days. When somebody is erased, files that may hold them go at once.",
            })}
          </Note>
        </Below>
      </Section>
      {open && <BeginExport onClose={() => setOpen(false)} />}
    </Page>
  )
}

function Row({ one }: { one: Export }) {
  const t = useText()
  const { date } = useFormat()
  const cancel = useAct(postCancelExport)
  const link = useAct(postExportLink, { done: ({ path }) => window.location.assign(path) })
  return (
    <li>
      <span>
        {t(kindWords[one.what])}
        <span className="under">
          <DateText at={one.createdAt} /> · {t(formatWords[one.format])}
        </span>
        <span className="under">
          <Status is={standing[one.state]} label={states[one.state]} />
        </span>
      </span>
      <span className="value">
        <NumberText value={one.rows} unit={t({ ja: "行", en: "rows" })} />
        {one.keptUntil && (
          <span className="under">{t({ ja: `${date(one.keptUntil)}まで`, en: `until ${date(one.keptUntil)}` })}</span>
        )}
        <span className="under">
          {one.state === "done" && (
            <Button
              look="text"
              label={{ ja: "ダウンロード", en: "Download" }}
              busy={link.busy}
              onClick={() => link.run({ exportId: one.exportId })}
            />
          )}
          {one.state === "running" && (
            <Button
              look="text"
              label={{ ja: "やめる", en: "Cancel" }}
              busy={cancel.busy}
              onClick={() => cancel.run({ exportId: one.exportId })}
            />
          )}
        </span>
      </span>
    </li>
  )
}
