import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { chooseBrand, removeBrand } from "../../../server/capabilities/brands/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { type SessionBrand, useSession } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct } from "../../app/use-call.ts"
import { NewBrand } from "./new-brand.tsx"
import { currencyWords, zoneWords } from "./places.ts"

const kindOf = ({ isDemo, isTest }: SessionBrand): Text =>
  isDemo ? { ja: "見本", en: "Demo" } : isTest ? { ja: "テスト用", en: "Test" } : { ja: "本番", en: "Live" }

function Place({ of: { zone, currency } }: { of: SessionBrand }) {
  const t = useText()
  return (
    <>
      {t(zoneWords(zone))}
      <span className="under">{t(currencyWords(currency))}</span>
    </>
  )
}

/** The brands that one works for: open another, go over to one, delete a demo or test brand. */
export function BrandsPage() {
  const { brand, brands, staff } = useSession()
  const [opening, setOpening] = useState(false)
  const [deleting, setDeleting] = useState<SessionBrand>()
  const enter = useEnter()
  const choose = useAct(chooseBrand, { refresh: [], done: enter })
  const columns: readonly Column<SessionBrand>[] = [
    { key: "name", head: { ja: "ブランド", en: "Brand" }, cell: (row) => <Name brand={row} /> },
    { key: "kind", head: { ja: "種類", en: "Kind" }, cell: (row) => <Words of={kindOf(row)} /> },
    {
      key: "zone",
      head: { ja: "時間帯・通貨", en: "Time zone and currency" },
      cell: (row) => <Place of={row} />,
    },
    {
      key: "act",
      head: { ja: "操作", en: "Action" },
      end: true,
      cell: (row) => (
        <span className="button-row end">
          {row.brandId === brand.brandId ? (
            <Status is="live" label={{ ja: "いま見ています", en: "You are here" }} />
          ) : (
            <Button
              look="text"
              label={{ ja: "切り替える", en: "Switch" }}
              busy={choose.busy}
              onClick={() => choose.run({ brandId: row.brandId })}
            />
          )}
          {(row.isDemo || row.isTest) && (
            <Button look="text" label={{ ja: "削除する", en: "Delete" }} onClick={() => setDeleting(row)} />
          )}
        </span>
      ),
    },
  ]
  return (
    <SettingsPage
      title={{ ja: "ブランド", en: "Brands" }}
      actions={
        staff.runsInstallation && (
          <Button look="go" label={{ ja: "ブランドを開く", en: "Open a brand" }} onClick={() => setOpening(true)} />
        )
      }
    >
      <Section
        first
        title={{ ja: "あなたのブランド", en: "Your brands" }}
        scope={{ ja: "データは互いに混ざりません", en: "their data never mix" }}
      >
        <Table
          label={{ ja: "ブランド", en: "Brands" }}
          columns={columns}
          rows={brands}
          rowKey={({ brandId }) => brandId}
        />
      </Section>
      {opening && <NewBrand onClose={() => setOpening(false)} />}
      {deleting && (
        <DeleteBrand brand={deleting} onClose={() => setDeleting(undefined)} onOpenOwn={() => setOpening(true)} />
      )}
    </SettingsPage>
  )
}

/** Nothing of one brand may stay on the screen of the next. */
function useEnter() {
  const client = useQueryClient()
  const { go } = useWay()
  return () => {
    client.clear()
    go("/")
  }
}

function Words({ of: text }: { of: Text }) {
  const t = useText()
  return <>{t(text)}</>
}

function Name({ brand }: { brand: SessionBrand }) {
  return (
    <>
      {brand.name}
      <span className="under">/s/{brand.slug}</span>
    </>
  )
}

type DeleteProps = { brand: SessionBrand; onClose: () => void; onOpenOwn: () => void }

/** Asks for the brand's name first; when it is the last brand, says what to do instead. */
function DeleteBrand({ brand, onClose, onOpenOwn }: DeleteProps) {
  const t = useText()
  const toast = useToast()
  const session = useSession()
  const client = useQueryClient()
  const enter = useEnter()
  const [last, setLast] = useState<Text>()
  const remove = useAct(removeBrand, {
    refresh: [],
    done: () => {
      onClose()
      toast({ words: { ja: `「${brand.name}」を削除しました。`, en: `${brand.name} is deleted.` } })
      if (session.brand.brandId === brand.brandId || session.brand.testOf === brand.brandId) enter()
      else void client.invalidateQueries()
    },
    refused: (error) => (error.code === "brands.LastBrand" ? setLast(error.sentence) : (onClose(), false)),
  })
  if (last)
    return (
      <Dialog
        open
        onClose={onClose}
        title={{ ja: "最後のブランドは削除できません", en: "The last brand can't be deleted" }}
        actions={
          <>
            <Button label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
            {session.staff.runsInstallation && (
              <Button
                look="go"
                label={{ ja: "ブランドを開く", en: "Open a brand" }}
                onClick={() => {
                  onClose()
                  onOpenOwn()
                }}
              />
            )}
          </>
        }
      >
        <p>{t(last)}</p>
      </Dialog>
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      look="danger"
      title={{ ja: `「${brand.name}」を削除しますか`, en: `Delete ${brand.name}?` }}
      confirm={{ ja: "削除する", en: "Delete" }}
      typed={brand.name.normalize("NFKC")}
      busy={remove.busy}
      onConfirm={() => remove.run({ brandId: brand.brandId })}
    >
      <p>
        {t(
          brand.isDemo
            ? {
                ja: "見本の顧客、注文、荷物、メッセージが、すべて消えます。元に戻せませんが、見本はいつでも作り直せます。",
                en: "Its customers, orders, parcels and messages all go, for good. A demo can be made anew at any time.",
              }
            : {
                ja: "テストのデータがすべて消えます。元に戻せません。",
                en: "All of its test data goes, for good.",
              },
        )}
      </p>
    </ConfirmDialog>
  )
}
