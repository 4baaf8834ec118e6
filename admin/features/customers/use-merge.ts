import { postMerge, postUnmerge } from "../../../server/capabilities/customers/contract.ts"
import { useWay } from "../../../ui/link.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"

type Pair = { readonly fromId: string; readonly intoId: string }

/** Merges one record into another; the toast takes it back. */
export function useMerge({ done, stay }: { done: () => void; stay?: boolean }) {
  const toast = useToast()
  const { go } = useWay()
  const split = useAct(postUnmerge, {
    done: ({ customerId }) => {
      toast({ words: { ja: "統合を元に戻しました", en: "They are two again" } })
      if (!stay) go(`/customers/${customerId}`)
    },
  })
  const merge = useAct(postMerge)
  const run = async ({ fromId, intoId }: Pair) => {
    const merged = await merge.runAsync({ customerId: fromId, intoId }).catch(() => undefined)
    if (!merged) return
    done()
    toast({ words: { ja: "統合しました", en: "Merged" }, undo: () => split.run({ customerId: fromId }) })
    if (!stay) go(`/customers/${merged.customerId}`)
  }
  return { busy: merge.busy, run: (pair: Pair) => void run(pair) }
}
