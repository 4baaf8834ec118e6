export { formatDay, formatDays, formatMoment, formatMoney, formatName } from "./format-rules.ts"
export { keepCaughtMail } from "./caught-mails.ts"
export { keepPastLetters, type PastLetter, type PastMailing } from "./keep-past-letters.ts"
export { keepPastMessages } from "./keep-past-messages.ts"
export type { PastMessage } from "./model-past.ts"
export { mailAddressKey, readMailAddress } from "./mail-address-rules.ts"
export type { AddressProblem, MailAddress } from "./mail-address-rules.ts"
export * from "./mail-facts.ts"
export { type LetterLinks, letterLinks, type Objection, objections } from "./letters.ts"
export { messageCounts, messageTitle } from "./message-log.ts"
export { defineMessageKind, messageKinds } from "./message-kind.ts"
export type { MessageKind } from "./message-kind.ts"
export { browseMessages } from "./message-log.ts"
export type { BrandLook, Purpose } from "./model.ts"
export { type Plan, type PlannedMessage, planMessage } from "./plan-message.ts"
export { mailRenderer, mailTransports } from "./ports.ts"
export type {
  Attachment,
  CaughtMail,
  CaughtMailStore,
  DkimSigner,
  Mailbox,
  MailRenderer,
  MailSender,
  MailTransport,
  MailTransports,
  MailWay,
  OutgoingMail,
  RefusalReason,
  SendOutcome,
  SenderFault,
  SmtpPhase,
} from "./ports.ts"
export { selectLastLetters as lastLetters } from "./storage-letters.ts"
export { createRenderPool, type RenderPool } from "./render-pool.ts"
export { selectMessagesAfter as messagesAfter } from "./storage-export.ts"
export * from "./channel.ts"
export { lettersEnded } from "./events.ts"
export {
  type LetterAtGate,
  type LetterGate,
  letterGates,
  type LetterRefusal,
  letterRefusals,
  type Wait,
} from "./gates.ts"
export {
  type LetterDocuments,
  letterDocuments,
  type LetterNames,
  letterNames,
  templateKey,
  type TemplateRef,
} from "./letter-documents.ts"
export { type LinkWrapping, linkWrapping, type WrappedLinks } from "./link-wrapping.ts"
export * from "./model-letter.ts"
export {
  discardLetters,
  letterWindowMs,
  type PlannedLetter,
  planLetters,
  releaseLetters,
} from "./plan-letters.ts"
export type { Mailing, MailingReader } from "./model-mailing.ts"
export { planMailing } from "./plan-mailing.ts"
export { stopLetters, wakeLetters } from "./stop-letters.ts"
export { shownMailSettings } from "./change-mail-settings.ts"
export { messageOfReturnPath } from "./return-path.ts"
export { suppressionVetoes } from "./suppressions.ts"
export {
  countLettersTo as lettersTo,
  countSent as countSentMessages,
  countSentBySegment,
  type SentFilter,
  type SentGroup,
  type SentMessage,
  selectLastSent as lastSentMessage,
  selectManyLettered as manyLettered,
  selectRefusedAddresses as refusedAddresses,
  selectSent as sentMessages,
  selectSentByMailId as sentMessageByMailId,
} from "./storage-sent.ts"
export {
  type DmMessage,
  dmMessageOf,
  type LineMessage,
  lineMessagesOf,
  ownOnLine,
  type PushNotice,
  pushNoticeOf,
  smsTextOf,
  type WordsToFill,
} from "./line-messages.ts"
export {
  type LetterEnd,
  type LetterFilter,
  type LetterPerson,
  type OpenLetters,
  selectLetterEnds as letterEnds,
  selectLetterPeople as letterPeople,
  selectOpenLetters as openLetters,
} from "./storage-ends.ts"
export { replaceLinks } from "./text-links-rules.ts"
export { type ForeseenLetter, foreseeLetters } from "./foresee-letters.ts"
export type { LetterDecision } from "./eligibility-rules.ts"
export { mailSettings } from "./dress.ts"
export { type LetterVisits, letterVisits, type SegmentFrequencies, segmentFrequencies } from "./letter-points.ts"
export { type FooterLine, type LetterFooter, letterFooters } from "./letter-footer.ts"
export { defaultLetterSettings } from "./model-letter-settings.ts"
export { type LetterKnowledge, letterKnowledge } from "./letter-knowledge.ts"
export { changeLetterSettings, letterSettings } from "./letter-settings.ts"
export { reasonWords } from "./reason-words-rules.ts"
export { type Why, whyOf } from "./why-letter.ts"
export { factsOfLetter, type LetterReader } from "./facts-of-letter.ts"
export { checkLetterMail, letterLook, type LetterToCheck, type ShownMail } from "./check-letter.ts"
export type { Finding } from "./document-lint-rules.ts"
export { pathsOf } from "./fact-path-rules.ts"
export { block, type Block, mailDocument } from "./model-blocks.ts"
export type { MailFacts } from "./model.ts"
export { planTest } from "./plan-message.ts"
export { RenderFailed } from "./render-pool.ts"
export { selectCustomerOf as messageCustomer, selectCustomersOf as messageCustomers } from "./storage-log.ts"
export { tryLetterMail } from "./try-letter.ts"
export { channelName } from "./reason-words-rules.ts"
