import type { ConsentStatement, Identity } from "#customers"
import type { Given, SubmissionRow } from "./storage-submissions.ts"

type Proof = Pick<SubmissionRow, "submissionId" | "formId" | "version" | "language" | "pageUrl" | "at"> & {
  readonly given: Given
}

/** The browser in which an address was entered: no proof of who it is, but whose it is once the owner has answered. */
export const browserOf = ({ visitor }: Given): Identity[] =>
  visitor ? [{ kind: "anonymous", issuer: "web", value: visitor }] : []

/** What proves that somebody agreed: the form, the words as they stood there, where, when and from which address (M20). */
export const evidenceOf = (
  { submissionId, formId, version, language, pageUrl, at, given }: Proof,
  confirmed?: { readonly at: Date; readonly ip: string | null },
) =>
  ({
    channel: "email",
    purpose: "marketing",
    source: `sign-up-${given.by}`,
    wording: given.wording,
    wordingHash: given.wordingHash,
    locale: language,
    ip: given.ip,
    evidence: {
      submissionId,
      formId,
      version,
      pageUrl,
      shown: given.shown,
      submittedAt: at.toISOString(),
      ...(confirmed ? { confirmedAt: confirmed.at.toISOString(), confirmedFrom: confirmed.ip } : {}),
    },
  }) as const satisfies Omit<ConsentStatement, "customerId" | "state" | "at">
