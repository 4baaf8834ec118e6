import { useState } from "react"
import { deleteRichMenu, listRichMenus, publishRichMenu } from "../../../server/capabilities/line/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { Below } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { MenuForm } from "./menu-form.tsx"

type Whole = Reply<typeof listRichMenus>
type Menu = Whole["items"][number]

const states: Record<Menu["state"], { is: "draft" | "waiting" | "live" | "none"; label: Text }> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  publishing: { is: "waiting", label: { ja: "公開しています", en: "Being published" } },
  live: { is: "live", label: { ja: "公開中", en: "Live" } },
  withdrawing: { is: "waiting", label: { ja: "取り下げています", en: "Being withdrawn" } },
  withdrawn: { is: "none", label: { ja: "取り下げ済み", en: "Withdrawn" } },
}

/** The menus under the talk: for everyone, or for the people of a segment. */
export function Menus() {
  const t = useText()
  const may = useMay()("brand:write")
  const menus = useCall(listRichMenus, {}, { everyMs: 10_000, keep: true })
  const [making, setMaking] = useState(false)
  return (
    <Section
      title={{ ja: "リッチメニュー", en: "Rich menus" }}
      beside={
        may ? <Button label={{ ja: "メニューを作る", en: "Make a menu" }} onClick={() => setMaking(true)} /> : undefined
      }
    >
      <Below>
        <Loaded of={menus} what={{ ja: "メニューを読み込めませんでした", en: "The menus could not be loaded" }}>
          {({ items, audiences }) => (
            <>
              {items.length === 0 ? (
                <p className="small quiet">
                  {t({
                    ja: "トークの下に出すメニューを、すべての友だちに、またはセグメントごとに変えて見せられます。",
                    en: "Show a menu below the talk: one for all friends, others for the people of a segment.",
                  })}
                </p>
              ) : (
                <ul className="rows">
                  {items.map((menu) => (
                    <OneMenu key={menu.menuId} menu={menu} audiences={audiences} may={may} />
                  ))}
                </ul>
              )}
              {making && <MenuForm audiences={audiences} onClose={() => setMaking(false)} />}
            </>
          )}
        </Loaded>
      </Below>
    </Section>
  )
}

type OneProps = { menu: Menu; audiences: Whole["audiences"]; may: boolean }

function OneMenu({ menu, audiences, may }: OneProps) {
  const t = useText()
  const [leaving, setLeaving] = useState(false)
  const publish = useAct(publishRichMenu, { refresh: [listRichMenus] })
  const drop = useAct(deleteRichMenu, { refresh: [listRichMenus] })
  const { menuId, name, audience, state, reason } = menu
  const whom =
    audience === "everyone"
      ? { ja: "すべての友だち", en: "All friends" }
      : (audiences.find((one) => one.audience === audience)?.name ?? {
          ja: "いまはないセグメント",
          en: "A segment that is gone",
        })
  const mayLeave = state === "draft" || state === "live"
  return (
    <li>
      <span>
        {name}
        <span className="under">{t(whom)}</span>
        {reason && <span className="under">{t({ ja: `LINEの返事：${reason}`, en: `LINE said: ${reason}` })}</span>}
      </span>
      <span className="value button-row">
        <Status {...states[state]} />
        {may && state === "draft" && (
          <Button
            look="text"
            label={{ ja: "公開する", en: "Publish" }}
            busy={publish.busy}
            onClick={() => publish.run({ menuId })}
          />
        )}
        {may && mayLeave && (
          <Button look="text" label={{ ja: "取り下げる", en: "Withdraw" }} onClick={() => setLeaving(true)} />
        )}
      </span>
      <ConfirmDialog
        open={leaving}
        onClose={() => setLeaving(false)}
        look="danger"
        title={same(t({ ja: `「${name}」を取り下げますか`, en: `Withdraw “${name}”?` }))}
        confirm={{ ja: "取り下げる", en: "Withdraw" }}
        onConfirm={() => {
          setLeaving(false)
          drop.run({ menuId })
        }}
      >
        <p>
          {t({
            ja: "見えていた友だちには、ほかに当てはまるメニューが出ます。取り下げたメニューは戻せません。",
            en: "Friends who saw it see another that is meant for them. A withdrawn menu does not come back.",
          })}
        </p>
      </ConfirmDialog>
    </li>
  )
}
