export { formatDay, formatDays, formatMoment, formatMoney, formatName } from "./format-rules.ts"
export { mailAddressKey, readMailAddress } from "./mail-address-rules.ts"
export type { AddressProblem, MailAddress } from "./mail-address-rules.ts"
export * from "./mail-facts.ts"
export { defineMessageKind } from "./message-kind.ts"
export type { MessageKind } from "./message-kind.ts"
export type { BrandLook, Purpose } from "./model.ts"
export type {
  Attachment,
  CaughtMail,
  CaughtMailStore,
  Mailbox,
  MailTransport,
  OutgoingMail,
  RefusalReason,
  SendOutcome,
  SenderFault,
  SmtpPhase,
} from "./ports.ts"
