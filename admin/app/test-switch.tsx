import "./test-switch.css"
import { openTestTwin } from "../../server/capabilities/brands/contract.ts"
import { Switch } from "../../ui/choices.tsx"
import { useMay, useSession } from "./session.tsx"
import { useAct } from "./use-call.ts"

/** Goes over to the brand's twin for testing and back; the twin is opened when it is first wanted. */
export function TestSwitch({ onBrand }: { onBrand: (brandId: string) => void }) {
  const { brand, brands } = useSession()
  const may = useMay()
  const open = useAct(openTestTwin, { done: (twin) => onBrand(twin.brandId) })
  const twin = brands.find(({ testOf }) => testOf === brand.brandId)
  if (!brand.isTest && !twin && !may("brand:write")) return null
  const turn = (on: boolean) => {
    if (!on) onBrand(brand.testOf ?? brand.brandId)
    else if (twin) onBrand(twin.brandId)
    else open.run({})
  }
  return (
    <div className="test-switch">
      <Switch on={brand.isTest} onChange={turn} disabled={open.busy} label={{ ja: "テスト環境", en: "Test mode" }} />
    </div>
  )
}
