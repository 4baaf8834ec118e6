type Channel = "any" | "email" | "line" | "sms" | "push"
type Signal = "sent" | "opened" | "clicked" | "engaged"

/**
 * What a person does with a message (X22). Opens and clicks by machines (mail privacy proxies, link scanners) are recorded
 * under names of their own, "Message Opened By Machine", and so never stand for a person here.
 */
const signals = {
  sent: { any: ["Message Sent"], email: ["Message Sent"] },
  // Only mails can be seen to be opened.
  opened: { any: ["Message Opened", "Email Opened"], email: ["Message Opened", "Email Opened"] },
  clicked: {
    any: ["Message Clicked", "Email Link Clicked", "Push Notification Tapped"],
    email: ["Message Clicked", "Email Link Clicked"],
  },
} as const

/** The events that stand for a signal, and whether their names alone already tell the channel. */
export function humanSignals(
  signal: Signal,
  channel: Channel,
): { readonly names: readonly string[]; readonly isOfChannel: boolean } {
  if (signal === "engaged") {
    const [opened, clicked] = [humanSignals("opened", channel), humanSignals("clicked", channel)]
    return { names: [...opened.names, ...clicked.names], isOfChannel: channel === "any" }
  }
  if (signal === "opened")
    return { names: channel === "any" || channel === "email" ? signals.opened.any : [], isOfChannel: true }
  return { names: channel === "email" ? signals[signal].email : signals[signal].any, isOfChannel: channel === "any" }
}
