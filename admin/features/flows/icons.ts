import {
  BellRing,
  CircleStop,
  Clock,
  Filter,
  GitFork,
  Hourglass,
  ListTodo,
  LogOut,
  Mail,
  MessageCircle,
  Plug,
  Repeat,
  SquarePen,
  Tag,
  TicketPercent,
  Workflow,
  Zap,
} from "lucide-react"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import type { Icon } from "../../../ui/button.tsx"

export const kindIcons: Record<Step["kind"], Icon> = {
  message: Mail,
  wait: Clock,
  "wait-for-event": Hourglass,
  branch: Filter,
  split: GitFork,
  repeat: Repeat,
  offer: TicketPercent,
  property: SquarePen,
  tag: Tag,
  task: ListTodo,
  webhook: Plug,
  notify: BellRing,
  "start-flow": Workflow,
  stop: LogOut,
  contributed: CircleStop,
}
export const TriggerIcon: Icon = Zap

/** A message that goes by LINE first looks like a talk. */
export const iconOf = (step: Step): Icon =>
  step.kind === "message" && step.channels !== "best" && step.channels[0] === "line"
    ? MessageCircle
    : kindIcons[step.kind]
