import type { getReport, listReturns } from "../../../server/capabilities/deliverability/contract.ts"
import type { Finding } from "../../../server/capabilities/deliverability/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Report = Reply<typeof getReport>
export type Return = Reply<typeof listReturns>["items"][number]

export const findingNames: Record<Finding["name"], Text> = {
  spf: { ja: "送信元の許可（SPF）", en: "Who may send (SPF)" },
  dkim: { ja: "署名（DKIM）", en: "Signature (DKIM)" },
  dmarc: { ja: "なりすましの扱い（DMARC）", en: "What to do with forgeries (DMARC)" },
  alignment: { ja: "差出人との一致", en: "Fits the sender" },
  ptr: { ja: "サーバーの逆引き（PTR）", en: "Reverse name of the server (PTR)" },
  "bounce-mx": { ja: "不達の受け取り先（MX）", en: "Where bounces go (MX)" },
  tls: { ja: "暗号化（TLS）", en: "Encryption (TLS)" },
}

export const findingStates: Record<Finding["state"], { is: Standing; label: Text }> = {
  good: { is: "done", label: { ja: "整っています", en: "In order" } },
  warning: { is: "waiting", label: { ja: "見ておきましょう", en: "Worth a look" } },
  bad: { is: "failed", label: { ja: "直しましょう", en: "To be mended" } },
  unknown: { is: "none", label: { ja: "確かめられません", en: "Could not be looked up" } },
}

const noAnswer = {
  ja: "時間内に答えがありませんでした。少しおいて、もう一度確かめてください。",
  en: "No answer came in time. Look again in a while.",
}
const caught = {
  ja: "メールは受け取り箱に入り、外へは出ません。メールサーバーを決めてから確かめます。",
  en: "Mails go to the catcher and not out. It is looked up once a mail server is chosen.",
}

const findingWords: Record<string, Text> = {
  "spf passes": {
    ja: "メールサーバーは、このドメインから送ることを許されています。",
    en: "The mail server may send for this domain.",
  },
  "spf missing": {
    ja: "SPF がありません。下の行を DNS に加えてください。",
    en: "There is no SPF record. Add the line below to DNS.",
  },
  "spf void": {
    ja: "SPF が無効です。2つあるか、参照が10を超えています。1つにまとめてください。",
    en: "The SPF record is void: there are two, or more than ten lookups. Make it one.",
  },
  "spf open-to-all": {
    ja: "誰でも送れる SPF（+all）です。~all に変えてください。",
    en: "It lets anyone send (+all). Change it to ~all.",
  },
  "spf server-not-named": {
    ja: "SPF に、いまのメールサーバーが入っていません。下のように変えるか、メールサービスの案内にある include を加えてください。",
    en: "It does not name the present mail server. Change it as below, or add the include that your mail service tells you.",
  },
  "dkim equal": { ja: "DNS の鍵は、署名に使う鍵と同じです。", en: "The key in DNS is the one that signs." },
  "dkim no-key": {
    ja: "署名の鍵がありません。「メールの送り方」で作れます。",
    en: "There is no key yet. Make one under “How mails leave”.",
  },
  "dkim other-domain": {
    ja: "鍵は、いまの差出人とは別のドメインのものです。作り直してください。",
    en: "The key is for another domain than the sender's. Make a new one.",
  },
  "dkim missing": {
    ja: "DNS に鍵がありません。下の行を加えてください。",
    en: "The key is not in DNS. Add the line below.",
  },
  "dkim differs": {
    ja: "DNS の鍵が、署名に使う鍵と違います。下の行に置き換えてください。",
    en: "DNS holds another key. Replace it with the line below.",
  },
  "dkim not-switched-on": {
    ja: "鍵は DNS にあります。「メールの送り方」で署名を始められます。",
    en: "The key is in DNS. Signing can be switched on under “How mails leave”.",
  },
  "dmarc watches": {
    ja: "DMARC があり、様子を見る設定です。まずはこれで足ります。",
    en: "There is a DMARC record that watches. That is enough to begin with.",
  },
  "dmarc protects": { ja: "DMARC が、なりすましを止めています。", en: "DMARC keeps forgeries out." },
  "dmarc missing": {
    ja: "DMARC がありません。下の行を加えてください。",
    en: "There is no DMARC record. Add the line below.",
  },
  "dmarc void": {
    ja: "DMARC の書き方に誤りがあります（2つある、または p= が正しくない）。",
    en: "The DMARC record is not valid: there are two, or p= is wrong.",
  },
  "alignment both": {
    ja: "SPF でも DKIM でも、差出人のドメインと一致します。",
    en: "Both SPF and DKIM speak for the sender's domain.",
  },
  "alignment by-dkim": { ja: "DKIM で、差出人のドメインと一致します。", en: "DKIM speaks for the sender's domain." },
  "alignment by-spf-only": {
    ja: "一致するのは SPF だけです。転送されると崩れるので、署名も始めてください。",
    en: "Only SPF fits, which forwarding breaks. Switch the signature on, too.",
  },
  "alignment neither": {
    ja: "SPF も DKIM も、差出人のドメインと一致しません。不達の受け取りを同じドメインの下に置くか、署名を始めてください。",
    en: "Neither fits the sender's domain. Put the bounce domain below it, or switch the signature on.",
  },
  "ptr confirmed": {
    ja: "サーバーの番号から名前、名前から番号へ、行って戻れます。",
    en: "The server's number leads to its name and back.",
  },
  "ptr no-address": {
    ja: "メールサーバーの名前に、番号がありません。名前をお確かめください。",
    en: "The mail server's name has no address. Check the name.",
  },
  "ptr not-confirmed": {
    ja: "逆引きが合っていません。サーバーを貸している会社に、逆引きの設定を頼んでください。",
    en: "The reverse name does not fit. Ask whoever hosts the server to set it.",
  },
  "ptr of-the-service": {
    ja: "メールサービスの入口なので、実際に送る番号は分かりません。サービス側の設定に任せます。",
    en: "This is the service's entrance; it sends from addresses of its own and cares for them.",
  },
  "bounce-mx ours": { ja: "不達の知らせは Maido に届きます。", en: "Bounces come to Maido." },
  "bounce-mx elsewhere": {
    ja: "不達の知らせは別のサーバーに届きます。Maido に転送されているならこのままで。そうでなければ下の行に変えてください。",
    en: "Bounces go to another server. Fine if it forwards them to Maido; if not, change it as below.",
  },
  "bounce-mx missing": {
    ja: "不達の知らせを受け取る先がありません。下の行を加えてください。",
    en: "Bounces have nowhere to go. Add the line below.",
  },
  "bounce-mx no-public-name": {
    ja: "不達の知らせを受け取る先がありません。Maido をインターネットの名前（MAIDO_URL）で開けるようにしてから、MX を加えます。",
    en: "Bounces have nowhere to go. Give Maido a public name (MAIDO_URL) first; then an MX record leads to it.",
  },
  "bounce-mx unset": {
    ja: "不達の知らせは差出人に返り、Maido では読めません。「メールの送り方」で専用のドメインを決めてください。",
    en: "Bounces return to the sender, where Maido can't read them. Choose a domain for them under “How mails leave”.",
  },
  "tls tls": { ja: "はじめから暗号化して渡しています。", en: "Handed over encrypted from the start." },
  "tls starttls": { ja: "暗号化して渡しています（STARTTLS）。", en: "Handed over encrypted (STARTTLS)." },
  "tls plain": {
    ja: "暗号化されていません。465 か、STARTTLS のあるサーバーに替えてください。",
    en: "Nothing is encrypted. Use port 465, or a server with STARTTLS.",
  },
}

export const findingText = ({ name, reason }: Pick<Finding, "name" | "reason">): Text =>
  reason === "no-answer" ? noAnswer : reason === "caught" ? caught : (findingWords[`${name} ${reason}`] ?? same(reason))

export const returnKinds: Record<Return["what"], { is: Standing; label: Text }> = {
  hard: { is: "failed", label: { ja: "宛先がない", en: "No such mailbox" } },
  soft: { is: "waiting", label: { ja: "一時的に届かない", en: "Passing trouble" } },
  sender: { is: "needed", label: { ja: "こちらが断られた", en: "We were refused" } },
  complaint: { is: "needed", label: { ja: "迷惑メールの報告", en: "Called spam" } },
  delayed: { is: "waiting", label: { ja: "遅れている（不達ではない）", en: "Late; no bounce" } },
  "auto-reply": { is: "none", label: { ja: "自動返信", en: "Automatic answer" } },
  unreadable: { is: "none", label: { ja: "読み取れない", en: "Can't be read" } },
}

const acts: Record<string, Text> = {
  none: { ja: "何もしません", en: "Nothing follows" },
  suppressed: { ja: "以後、この宛先に送りません", en: "Not written to any more" },
  "suppressed-marketing": { ja: "以後、お便りを送りません", en: "No letters any more" },
  alert: { ja: "お客様は止めません", en: "Nobody is held to it" },
  "domain-closed": {
    ja: "ドメイン全体の不調なので、止めません",
    en: "The whole domain was refusing: not held against anyone",
  },
  "no-address": { ja: "宛先の記録がもうありません", en: "The address is no longer known" },
  "soft-1": { ja: "30日に1回目（3回で止めます）", en: "First within thirty days; the third ends it" },
  "soft-2": { ja: "30日に2回目（3回で止めます）", en: "Second within thirty days; the third ends it" },
}
export const actedWords = (acted: string): Text => acts[acted] ?? same(acted)

const doors: Record<string, Text> = {
  "one-click": { ja: "メールの配信停止から", en: "By the mail's unsubscribe" },
  preferences: { ja: "設定ページで", en: "On the preferences page" },
  "preferences-all": { ja: "設定ページで、すべて", en: "On the preferences page, everything" },
  staff: { ja: "スタッフに頼んで", en: "Through staff" },
  complaint: { ja: "迷惑メールの報告で", en: "By calling it spam" },
  import: { ja: "取り込みで", en: "By an import" },
}
export const doorWords = (door: string): Text => doors[door] ?? same(door)
