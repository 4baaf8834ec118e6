import { z } from "zod"
import { instantFact } from "./mail-facts.ts"
import { defineMessageKind } from "./message-kind.ts"

const facts = z.object({
  invitation: z.object({
    brand: z.string(),
    role: z.object({ ja: z.string(), en: z.string() }),
    link: z.url(),
    expiresAt: instantFact,
  }),
})

/** Someone is asked to work for the brand: the link is for their eyes only, so nothing of the mail is kept. */
export const staffInvitationMail = defineMessageKind({
  name: "brands.staff-invited",
  purpose: "transactional",
  isConfidential: true,
  isForStaff: true,
  title: { ja: "スタッフへの招待", en: "Invitation of staff" },
  whySent: {
    ja: "このブランドの方が、あなたをスタッフとして招待したため、お送りしています。",
    en: "You receive this because somebody of this brand has invited you to work with them.",
  },
  facts,
  sample: {
    invitation: {
      brand: "ひなた",
      role: { ja: "マーケター", en: "Marketer" },
      link: "https://maido.example.jp/admin/invitation#sample",
      expiresAt: "2026-11-26T12:00:00+09:00",
    },
  },
  document: {
    ja: {
      version: 1,
      subject: "{{ invitation.brand }}の管理画面への招待",
      preheader: "リンクは一度だけ使えます。ほかの人には転送しないでください。",
      blocks: [
        { kind: "heading", text: "{{ invitation.brand }}の\n管理画面に招待されました。" },
        {
          kind: "text",
          text: "役割は「{{ invitation.role.ja }}」です。下のボタンからアカウントを用意してください。リンクは{{ invitation.expiresAt | moment }}まで、一度だけ使えます。",
        },
        { kind: "button", label: "招待を受ける", to: "{{ invitation.link }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "分からないことは、招待した方にお尋ねください。心あたりがなければ、このメールは捨ててください。何も起きません。",
        },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "You are invited to the console of {{ invitation.brand }}",
      preheader: "The link works once and is for you alone: please do not pass it on.",
      blocks: [
        { kind: "heading", text: "You are invited to work\nfor {{ invitation.brand }}." },
        {
          kind: "text",
          text: "Your role is “{{ invitation.role.en }}”. The button below opens your account. The link works once, until {{ invitation.expiresAt | moment }}.",
        },
        { kind: "button", label: "Accept", to: "{{ invitation.link }}" },
        {
          kind: "text",
          tone: "quiet",
          text: "If anything is unclear, ask whoever invited you. If you do not know what this is about, leave it: nothing happens.",
        },
        { kind: "footer" },
      ],
    },
  },
})
