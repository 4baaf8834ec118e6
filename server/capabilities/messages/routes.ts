import { route } from "#kernel/capability"
import { browseCaught, caughtMail } from "./caught-mails.ts"
import { changeMailSettings, shownMailSettings } from "./change-mail-settings.ts"
import * as contract from "./contract.ts"
import { activateDkim, dropDkimKey, makeDkimKey } from "./dkim-setting.ts"
import { discardDraft, publishDraft, saveDraft } from "./edit-template.ts"
import { changeLetterSettings, versionedLetterSettings } from "./letter-settings.ts"
import { browseMessages, messageContent, messageCounts, wholeMessage } from "./message-log.ts"
import { previewMessage, previewSample } from "./preview-mail.ts"
import { resendMessage } from "./resend-message.ts"
import { sendTest } from "./send-test.ts"
import { resumeSender, senderStates } from "./sender-state.ts"
import { deleteAllCaught } from "./storage-caught.ts"
import { whyMessage, whyPerson } from "./why-letter.ts"
import { knownKind, templateList, templateVersion, wholeTemplate } from "./templates.ts"

/** Without what was left out. */
const given = <T extends object>(of: T) =>
  // safe: only what is undefined is missing from it
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export const routes = [
  route(contract.listMessages, (ctx, { cursor, limit, ...asked }) => browseMessages(ctx, asked, { cursor, limit })),
  route(contract.countMessages, (ctx, { from, until }) => messageCounts(ctx, from, until ?? new Date(8.64e15))),
  route(contract.getMessage, (ctx, { messageId }) => wholeMessage(ctx, messageId)),
  route(contract.getMessageContent, (ctx, { messageId }) => messageContent(ctx, messageId)),
  route(contract.resendMessage, (ctx, { messageId }) => resendMessage(ctx, messageId)),
  route(contract.whyMessage, (ctx, { messageId }) => whyMessage(ctx, messageId)),
  route(contract.whyLetter, (ctx, { templateId, version, channels, intent, customerId, at, ...more }) =>
    whyPerson(ctx, {
      ...given({ ...more, sendAt: at }),
      customerId,
      intent,
      channels: channels ?? "best",
      template: { templateId, version },
    }),
  ),
  route(contract.getLetterSettings, versionedLetterSettings),
  route(contract.changeLetterSettings, (ctx, { settings, basedOn }) => changeLetterSettings(ctx, settings, basedOn)),
  route(contract.listTemplates, templateList),
  route(contract.getTemplate, (ctx, { kind, language }) => wholeTemplate(ctx, kind, language)),
  route(contract.getTemplateVersion, (ctx, { kind, language, version }) =>
    templateVersion(ctx, kind, language, version),
  ),
  route(contract.saveDraft, (ctx, { document, revision, ...place }) => saveDraft(ctx, place, document, revision)),
  route(contract.discardDraft, async (ctx, place) => {
    await discardDraft(ctx, place)
    return { done: true as const }
  }),
  route(contract.publishDraft, (ctx, { revision, ...place }) => publishDraft(ctx, place, revision)),
  route(contract.previewTemplate, (ctx, { kind, language, document, sample, withConsent }) =>
    previewSample(ctx, knownKind(ctx, kind), language, document, sample, withConsent),
  ),
  route(contract.previewForMessage, (ctx, { kind, language, document, messageId, withConsent }) =>
    previewMessage(ctx, knownKind(ctx, kind), language, document, messageId, withConsent),
  ),
  route(contract.sendTest, sendTest),
  route(contract.listCaught, browseCaught),
  route(contract.getCaught, (ctx, { caughtId }) => caughtMail(ctx, caughtId)),
  route(contract.emptyCatcher, async (ctx) => ({ deleted: await deleteAllCaught(ctx) })),
  route(contract.getMailSettings, shownMailSettings),
  route(contract.changeMailSettings, changeMailSettings),
  route(contract.makeDkimKey, makeDkimKey),
  route(contract.activateDkim, activateDkim),
  route(contract.dropDkimKey, dropDkimKey),
  route(contract.listSenders, senderStates),
  route(contract.resumeSender, (ctx, { sender }) => resumeSender(ctx, sender)),
]
