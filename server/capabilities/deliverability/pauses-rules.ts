/** M04: the rates at which big mailbox providers begin to refuse. Basis points; complaints of delivered, bounces of sent. */
export const complaintWarnBp = 10
export const complaintStopBp = 30
export const bounceStopBp = 500
/** One complaint among a hundred mails is no rate yet. */
export const fewestComplaints = 3
export const fewestBounces = 20
/** Rates are those of the mails of so many days. */
export const rateWithinMs = 7 * 86_400_000

export type Recent = {
  readonly sent: number
  readonly delivered: number
  readonly bounced: number
  readonly complained: number
}
export type Alarm = {
  readonly level: "calm" | "warn" | "stop"
  readonly why: "complaints" | "bounces"
  readonly rateBp: number
}

/** The worst that stands against a brand's letters at this moment. */
export function alarmOf({ sent, delivered, bounced, complained }: Recent): Alarm {
  const share = (some: number, all: number) => (all === 0 ? 0 : Math.floor((some * 10_000) / all))
  const complaints = share(complained, delivered)
  const bounces = share(bounced, sent)
  if (complained >= fewestComplaints && complaints >= complaintStopBp)
    return { level: "stop", why: "complaints", rateBp: complaints }
  if (bounced >= fewestBounces && bounces >= bounceStopBp) return { level: "stop", why: "bounces", rateBp: bounces }
  if (complained >= fewestComplaints && complaints >= complaintWarnBp)
    return { level: "warn", why: "complaints", rateBp: complaints }
  return { level: "calm", why: "complaints", rateBp: complaints }
}
