import { z } from "zod"
import { defineMessageKind, instantFact } from "#messages"

const facts = z.object({
  endpoint: z.object({
    name: z.string(),
    /** Without its path, which may hold a secret. */
    host: z.string(),
    because: z.object({ ja: z.string(), en: z.string() }),
    since: instantFact,
    link: z.url(),
  }),
})

/** What is told to another system is told no more: an owner has to mend it (S34). */
export const stoppedMail = defineMessageKind({
  name: "webhooks.endpoint-stopped",
  purpose: "transactional",
  isForStaff: true,
  title: { ja: "Webhook の通知先が止まったお知らせ", en: "A webhook endpoint was switched off" },
  whySent: {
    ja: "このブランドのオーナーの方にお送りしています。",
    en: "You receive this because you own this brand.",
  },
  facts,
  sample: {
    endpoint: {
      name: "基幹システム",
      host: "erp.example.jp",
      because: { ja: "5日間、受け取りの返事がありませんでした", en: "it took nothing for five days" },
      since: "2026-11-21T12:00:00+09:00",
      link: "https://maido.example.jp/admin/settings/webhooks",
    },
  },
  document: {
    ja: {
      version: 1,
      subject: "Webhook の通知先「{{ endpoint.name }}」を止めました",
      preheader: "{{ endpoint.because.ja }}。",
      blocks: [
        { kind: "heading", text: "「{{ endpoint.name }}」への\n通知を止めました。" },
        {
          kind: "text",
          text: "{{ endpoint.host }} は、{{ endpoint.because.ja }}（{{ endpoint.since | moment }}から）。これより後のできごとは、この通知先には届きません。",
        },
        {
          kind: "text",
          text: "受け取る側を直したら、下のボタンの画面で再開してください。届かなかった通知は30日間残り、同じ画面から送り直せます。",
        },
        { kind: "button", label: "通知先を見る", to: "{{ endpoint.link }}" },
        { kind: "footer" },
      ],
    },
    en: {
      version: 1,
      subject: "The webhook endpoint “{{ endpoint.name }}” was switched off",
      preheader: "Because {{ endpoint.because.en }}.",
      blocks: [
        { kind: "heading", text: "“{{ endpoint.name }}” is told\nnothing any more." },
        {
          kind: "text",
          text: "{{ endpoint.host }} was switched off because {{ endpoint.because.en }} (since {{ endpoint.since | moment }}). What happens from now on does not reach it.",
        },
        {
          kind: "text",
          text: "Once the receiver is mended, resume it behind the button below. What it missed is kept for thirty days and can be sent again there.",
        },
        { kind: "button", label: "See the endpoint", to: "{{ endpoint.link }}" },
        { kind: "footer" },
      ],
    },
  },
})
