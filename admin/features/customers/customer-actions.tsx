import { BellOff, Download, Eraser, FilePenLine, Merge, ShieldCheck, UserPlus } from "lucide-react"
import { useState } from "react"
import { exportCustomer } from "../../../server/capabilities/customers/contract.ts"
import { getRest, putRest } from "../../../server/capabilities/deliverability/contract.ts"
import { Menu, type MenuItem } from "../../../ui/menu.tsx"
import { type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { CallError, call } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { AddIdentity } from "./add-identity.tsx"
import type { Known } from "./known.ts"
import { EditCustomer } from "./edit-customer.tsx"
import { EraseCustomer } from "./erase-customer.tsx"
import { MergeDialog } from "./merge-dialog.tsx"
import { RecordConsent } from "./record-consent.tsx"

type Doing = "edit" | "consent" | "identity" | "merge" | "erase"

const hidden: Text = { ja: "個人情報を見る権限が要ります", en: "Needs the right to see personal data" }

/** All that can be done for this person, in one place. */
export function CustomerActions({ known }: { known: Known }) {
  const may = useMay()
  const [doing, setDoing] = useState<Doing>()
  const exporting = useExport(known.customer.customerId)
  const { customer } = known
  const toast = useToast()
  const rest = useAct(putRest, {
    refresh: [getRest],
    done: () => toast({ words: { ja: "お便りをお休みにしました", en: "Letters rest from now on" } }),
  })
  const close = () => setDoing(undefined)
  if (!may("customers:write") && !may("export")) return null
  const blocked = customer.isMasked ? { blocked: hidden } : {}
  const changing: MenuItem[] = [
    { label: { ja: "情報を直す", en: "Edit" }, icon: FilePenLine, onClick: () => setDoing("edit"), ...blocked },
    {
      label: { ja: "同意・拒否を記録する", en: "Record a consent or refusal" },
      icon: ShieldCheck,
      onClick: () => setDoing("consent"),
    },
    {
      label: { ja: "お便りをお休みにする", en: "Let letters rest" },
      under: { ja: "もう必要とされていない方に", en: "for whoever needs us no longer" },
      icon: BellOff,
      onClick: () => rest.run({ customerId: customer.customerId, isResting: true }),
    },
    {
      label: { ja: "見分ける情報を足す", en: "Add what they are recognised by" },
      icon: UserPlus,
      onClick: () => setDoing("identity"),
      ...blocked,
    },
    {
      label: { ja: "ほかの方の記録と統合する", en: "Merge with another record" },
      under: { ja: "あとで元に戻せます", en: "can be undone later" },
      icon: Merge,
      onClick: () => setDoing("merge"),
      ...blocked,
    },
  ]
  const items: MenuItem[] = [
    ...(may("customers:write") ? changing : []),
    ...(may("export")
      ? ([
          "line",
          {
            label: { ja: "全データを書き出す", en: "Export all their data" },
            under: { ja: "開示請求に", en: "for their own request" },
            icon: Download,
            onClick: exporting,
            ...blocked,
          },
        ] as const)
      : []),
    ...(may("customers:write")
      ? ([
          {
            label: { ja: "情報を消去する", en: "Erase their data" },
            under: { ja: "元に戻せません", en: "can't be undone" },
            icon: Eraser,
            danger: true,
            onClick: () => setDoing("erase"),
            ...blocked,
          },
        ] as const)
      : []),
  ]
  return (
    <>
      <Menu look="go" label={{ ja: "できること", en: "Actions" }} items={items} />
      {doing === "edit" && <EditCustomer customer={customer} onClose={close} />}
      {doing === "consent" && <RecordConsent customerId={customer.customerId} onClose={close} />}
      {doing === "identity" && <AddIdentity customerId={customer.customerId} onClose={close} />}
      {doing === "merge" && <MergeDialog one={customer} onClose={close} />}
      {doing === "erase" && <EraseCustomer customer={customer} onClose={close} />}
    </>
  )
}

/** Hands the whole record over as a file. */
function useExport(customerId: string): () => void {
  const toast = useToast()
  const save = async () => {
    const data = await call(exportCustomer, { customerId })
    const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" })
    const link = document.createElement("a")
    link.href = URL.createObjectURL(file)
    link.download = `customer-${customerId}.json`
    link.click()
    URL.revokeObjectURL(link.href)
    toast({
      words: { ja: "書き出しました。ファイルの扱いにお気をつけください。", en: "Exported. Take care of the file." },
    })
  }
  return () =>
    void save().catch((error: unknown) => {
      if (!(error instanceof CallError)) throw error
      toast({ words: error.sentence, failed: true })
    })
}
