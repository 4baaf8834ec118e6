import { ExternalLink } from "lucide-react"
import { getTrackingLink } from "../../../server/capabilities/tracking/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { CallError, call } from "../../app/call.ts"

/** The page that the buyer sees. Its link is made when it is asked for, so that none lies around on screens. */
export function TrackingPageButton({ orderId }: { orderId: string }) {
  const toast = useToast()
  const open = async () => {
    // Opened before the answer is here: browsers block windows that open later than the press.
    const page = window.open("", "_blank")
    try {
      const { path } = await call(getTrackingLink, { orderId })
      if (page) page.location.href = new URL(path, location.origin).href
      else location.assign(path)
    } catch (error) {
      page?.close()
      if (error instanceof CallError) toast({ words: error.sentence, failed: true })
    }
  }
  return (
    <Button
      look="go"
      icon={ExternalLink}
      label={{ ja: "お届けのページを開く", en: "Open the tracking page" }}
      onClick={() => void open()}
    />
  )
}
