/**
 * What the words of mail servers mean (M30, M31). Data, read from top to bottom; the first line that fits decides. `hard`: no
 * such mailbox, never written to again. `soft`: passing or picky, three in thirty days end it. `sender`: we are refused, not
 * the reader; nobody is suppressed and somebody is told. In doubt it is soft: a mailbox given up by mistake is lost for good.
 */
export type BounceLine = {
  readonly rule: string
  readonly is: "hard" | "soft" | "sender"
  /** Domains of the recipient, with all below them; every one without it. */
  readonly at?: readonly string[]
  readonly status?: RegExp
  readonly says?: RegExp
  /** It means this only for reports received from, or before, this day (UTC). */
  readonly from?: string
  readonly before?: string
}

const docomo = ["docomo.ne.jp"]
const au = ["ezweb.ne.jp", "au.com", "auone.jp"]
const softbank = [
  "softbank.ne.jp",
  "i.softbank.jp",
  "vodafone.ne.jp",
  "disney.ne.jp",
  "ymobile.ne.jp",
  "willcom.com",
  "emobile.ne.jp",
]
const rakuten = ["rakumail.jp"]

export const bounceTable: readonly BounceLine[] = [
  // Carriers first: their codes do not mean what the standard says.
  // Until that day docomo also said so when its reader's filter refused the mail.
  { rule: "docomo-unknown-user", is: "hard", at: docomo, says: /unknown user/i, from: "2025-03-12" },
  { rule: "docomo-filtered", is: "soft", at: docomo, says: /unknown user/i, before: "2025-03-12" },
  { rule: "docomo-filtered", is: "soft", at: docomo, status: /^5\.2\.0$/ },
  { rule: "docomo-sender", is: "sender", at: docomo, says: /sender (refused|rejected)|service permanently/i },
  { rule: "au-limited", is: "soft", at: au, says: /account is temporarily limited|temporarily (disabled|suspended)/i },
  { rule: "au-disabled", is: "soft", at: au, says: /account is disabled|has been disabled/i },
  { rule: "au-unknown-user", is: "hard", at: au, says: /user unknown|unknown user|no such user/i },
  { rule: "au-filtered", is: "soft", at: au, says: /requested action not taken|refused by recipient|not accepted/i },
  {
    rule: "softbank-filtered",
    is: "soft",
    at: softbank,
    says: /recipient (rejected|refused)|denied by (the )?recipient|filtered/i,
  },
  { rule: "softbank-invalid", is: "hard", at: softbank, says: /invalid recipient|user unknown|unknown user/i },
  {
    rule: "rakuten-unknown-user",
    is: "hard",
    at: rakuten,
    says: /unknown user|user unknown|invalid recipient|does not exist/i,
  },

  // Ours: how we are signed, listed or judged. Whatever the number says.
  {
    rule: "block-list",
    is: "sender",
    says: /block ?list|black ?list|spamhaus|barracudacentral|sorbs|spamcop|\brbl\b|dnsbl|poor reputation|bad reputation/i,
  },
  {
    rule: "unsigned",
    is: "sender",
    says: /dmarc|unauthenticated|\bspf\b|\bdkim\b|sender id|not authori[sz]ed to send|authentication (required|failed)/i,
  },
  { rule: "reverse-name", is: "sender", says: /reverse (dns|hostname|lookup)|\bptr\b|helo|ehlo/i },
  {
    rule: "relay-denied",
    is: "sender",
    says: /relay(ing)? (access )?(denied|not (permitted|allowed))|not permitted to relay|we do not relay/i,
  },
  {
    rule: "sender-refused",
    is: "sender",
    says: /sender (address )?(rejected|refused|denied|blocked)|bad sender|mail from .{0,40}(refused|rejected)/i,
  },
  { rule: "rate", is: "sender", says: /too many (messages|recipients|connections)|rate ?limit|throttl|unusual rate/i },
  {
    rule: "content",
    is: "sender",
    says: /spam|junk|virus|malware|content (rejected|refused|not allowed)|message (content )?rejected|url.{0,20}(blocked|listed)/i,
  },

  // Full, closed for now, away.
  { rule: "mailbox-full", is: "soft", status: /^[45]\.2\.2$/ },
  {
    rule: "mailbox-full",
    is: "soft",
    says: /(mail ?box|mail folder|quota|storage|disk|inbox).{0,30}(full|exceed|over|insufficient)|over ?quota|insufficient (system )?storage|out of (disk )?space|容量/i,
  },
  { rule: "too-large", is: "soft", status: /^5\.(2\.3|3\.4)$/ },
  { rule: "too-large", is: "soft", says: /(message|mail|size).{0,20}(too (big|large)|exceeds|limit)/i },
  {
    rule: "disabled",
    is: "soft",
    says: /(account|mailbox|user|address).{0,30}(disabled|inactive|suspended|locked|deactivated|expired)|not (currently )?active/i,
  },
  {
    rule: "greylisted",
    is: "soft",
    says: /gr[ea]y ?list|try again later|temporarily (deferred|unavailable)|come back later/i,
  },
  {
    rule: "queue-expired",
    is: "soft",
    says: /(too long|expired).{0,30}queue|queue.{0,30}(too long|expired)|delivery time expired|could not be delivered for|giving up(?! on)|配送できません/i,
  },
  {
    rule: "refused-by-reader",
    is: "soft",
    says: /(refused|rejected|blocked|denied) by (the )?(recipient|user)|restricted|not accepting (mail|messages)|受信拒否/i,
  },

  // No such mailbox.
  {
    rule: "domain-unknown",
    is: "hard",
    says: /host or domain name not found|domain (does not exist|not found)|unrouteable|nxdomain|no such domain|name service error.{0,60}not found|null mx|does not accept mail/i,
  },
  {
    rule: "unknown-user",
    is: "hard",
    says: /(user|recipient|mailbox|address|account|alias).{0,25}(unknown|does ?n[o']t exist|not found|invalid|no longer (exists|valid|available|accepts))|(unknown|invalid|no such|non-?existent) (local )?(user|recipient|mailbox|address|account|alias|person)|no mailbox here|not listed in|recipnotfound|宛先.{0,12}(存在|見つかり)|存在しません/i,
  },

  // What the numbers alone say (RFC 3463).
  { rule: "status-unknown-user", is: "hard", status: /^5\.1\.(1|2|3|6|10)$/ },
  { rule: "status-mailbox-disabled", is: "soft", status: /^5\.2\.1$/ },
  { rule: "status-sender", is: "sender", status: /^5\.(1\.(7|8)|7\.\d+)$/ },
  { rule: "status-unroutable", is: "soft", status: /^5\.4\.\d+$/ },
  { rule: "status-passing", is: "soft", status: /^4\.\d+\.\d+$/ },
  { rule: "status-other", is: "soft", status: /^5\.\d+\.\d+$/ },
  { rule: "code-other", is: "soft", says: /\b[45]\d\d[ -]/ },
]
