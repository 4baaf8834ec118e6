import { Archive, Copy, Download, Pause, Play, Undo2 } from "lucide-react"
import {
  archiveFlow,
  dropFlowDraft,
  duplicateFlow,
  pauseFlow,
  restoreFlow,
  resumeFlow,
  setFlowMode,
} from "../../../server/capabilities/flows/contract.ts"
import type { Flow } from "../../../server/capabilities/flows/model-flow.ts"
import { useSurroundings } from "../../../ui/language.tsx"
import { useWay } from "../../../ui/link.tsx"
import { Menu, type MenuItem } from "../../../ui/menu.tsx"
import { useToast } from "../../../ui/toast.tsx"
import { useAct } from "../../app/use-call.ts"
import { savePicture } from "./picture.ts"
import type { FlowDraft } from "./use-flow-draft.ts"
import type { FlowOffer } from "./use-flow-offer.ts"

type Props = { flow: Flow; draft: FlowDraft; offer: FlowOffer; canSend: boolean; canEdit: boolean }

/** All else that is done with a flow. What does not send can be taken back from the toast. */
export function EditorMenu({ flow, draft, offer, canSend, canEdit }: Props) {
  const { flowId, state, mode } = flow
  const toast = useToast()
  const { go } = useWay()
  const { language } = useSurroundings()
  const resume = useAct(resumeFlow, {
    done: () => toast({ words: { ja: "再開しました。", en: "It goes on." }, undo: () => pause.run({ flowId }) }),
  })
  const pause = useAct(pauseFlow, {
    done: () => toast({ words: { ja: "一時停止しました。", en: "It is paused." }, undo: () => resume.run({ flowId }) }),
  })
  const restore = useAct(restoreFlow)
  const archive = useAct(archiveFlow, {
    done: () => {
      toast({
        words: { ja: "フローをしまいました。", en: "The flow is put away." },
        undo: () => restore.run({ flowId }),
      })
      go("/flows")
    },
  })
  const duplicate = useAct(duplicateFlow, { done: (made) => go(`/flows/${made.flow.flowId}`) })
  const turn = useAct(setFlowMode, {
    done: (changed) =>
      toast({
        words:
          changed.flow.mode === "shadow"
            ? {
                ja: "影で動かします。これから作るものは送りません。",
                en: "It runs in the shadow: what is made from now on is not sent.",
              }
            : { ja: "本番で動かします。", en: "It runs live." },
      }),
  })
  const drop = useAct(dropFlowDraft, { done: () => window.location.reload() })
  const picture = (kind: "svg" | "png") =>
    void savePicture(kind, draft.document, offer.names, language, draft.name[language])
  const items: MenuItem[] = [
    ...(canSend && state === "live"
      ? [{ icon: Pause, label: { ja: "一時停止する", en: "Pause" }, onClick: () => pause.run({ flowId }) }]
      : []),
    ...(canSend && state === "paused"
      ? [{ icon: Play, label: { ja: "再開する", en: "Resume" }, onClick: () => resume.run({ flowId }) }]
      : []),
    ...(canSend && state === "live"
      ? [
          mode === "live"
            ? {
                label: { ja: "影で動かす", en: "Run in the shadow" },
                under: { ja: "お便りはとっておき、送りません", en: "Letters are kept, nothing is sent" },
                onClick: () => turn.run({ flowId, mode: "shadow" as const }),
              }
            : {
                label: { ja: "本番で動かす", en: "Run live" },
                onClick: () => turn.run({ flowId, mode: "live" as const }),
              },
        ]
      : []),
    {
      icon: Download,
      label: { ja: "図を SVG で書き出す", en: "Save the picture as SVG" },
      onClick: () => picture("svg"),
    },
    {
      icon: Download,
      label: { ja: "図を PNG で書き出す", en: "Save the picture as PNG" },
      onClick: () => picture("png"),
    },
    ...(canEdit
      ? ([
          "line",
          { icon: Copy, label: { ja: "複製する", en: "Duplicate" }, onClick: () => duplicate.run({ flowId }) },
          ...(flow.hasDraft && flow.liveVersion !== null
            ? [
                {
                  icon: Undo2,
                  label: { ja: "下書きを捨てる", en: "Discard the draft" },
                  danger: true,
                  onClick: () => drop.run({ flowId }),
                },
              ]
            : []),
        ] as const)
      : []),
    ...(canSend
      ? ([
          "line",
          {
            icon: Archive,
            label: { ja: "しまう", en: "Put away" },
            danger: true,
            onClick: () => archive.run({ flowId }),
          },
        ] as const)
      : []),
    ...(state === "archived"
      ? [{ icon: Undo2, label: { ja: "戻す", en: "Bring back" }, onClick: () => restore.run({ flowId }) }]
      : []),
  ]
  return <Menu label={{ ja: "ほか", en: "More" }} items={items} />
}
