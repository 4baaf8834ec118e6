import "./tsx.ts"
import { feedFetch } from "#catalog"
import { dnsLookup, tlsProbe } from "#deliverability"
import { dmWays, keepCaughtDm } from "#dm"
import { klaviyoReader } from "#klaviyo"
import { keepCaughtLine, linePages, lineWays } from "#line"
import { createRenderPool, keepCaughtMail, mailRenderer, mailTransports } from "#messages"
import { myPagePages } from "#mypage"
import { offerPages } from "#offers"
import { shopVendors } from "#orders"
import { pushPages, pushPost } from "#push"
import { referralPages } from "#referrals"
import { chatPost } from "#relay"
import { signupPages } from "#signups"
import { keepCaughtSms, smsWays } from "#sms"
import { trackingPages } from "#tracking"
import { webhookPost } from "#webhooks"
import { createDmWays } from "./adapters/dm/dm-ways.ts"
import { dnsResolver } from "./adapters/dns/dns-lookup.ts"
import { createMailWays } from "./adapters/email/mail-ways.ts"
import { smtpTlsProbe } from "./adapters/email/tls-probe.ts"
import { klaviyoApi } from "./adapters/klaviyo/klaviyo-api.ts"
import { createLineWays } from "./adapters/line/line-ways.ts"
import { createSmsWays } from "./adapters/sms/sms-ways.ts"
import { feedFetcher } from "./adapters/shops/feed-fetch.ts"
import { shopify } from "./adapters/shops/shopify.ts"
import { webPushPost } from "./adapters/web-push/web-push.ts"
import { webhookPoster } from "./adapters/webhooks/webhook-post.ts"
import type { Config } from "./kernel/config.ts"
import { type Context, inBrand } from "./kernel/context.ts"
import { type Plug, plug } from "./kernel/ports.ts"

// Loaded once the hook above can read its markup.
const { linePortal, myPagePortal, offerPortal, pushPortal, referralPortal, signupPortal, trackingPortal } =
  await import("../portal/server.ts")

export type Outside = { readonly plugs: readonly Plug[]; readonly stop: () => Promise<void> }

/**
 * Which adapter stands behind each port: the one place where the outside world is chosen. `platform` is asked for only
 * once something happens, for the context needs the plugs before it can be made.
 */
export function plugsFor(config: Config, platform: () => Context): Outside {
  const renderer = createRenderPool({ threads: 2 })
  const mailWays = createMailWays({
    smtpUrl: config.SMTP_URL,
    now: () => platform().now(),
    store: { keep: (mail, brandId) => keepCaughtMail(inBrand(platform(), brandId), mail) },
  })
  const sms = createSmsWays({
    address: config.SMS_URL,
    store: { keep: (caught, brandId) => keepCaughtSms(inBrand(platform(), brandId), caught) },
  })
  const dm = createDmWays({
    address: config.DM_URL,
    store: { keep: (caught, brandId) => keepCaughtDm(inBrand(platform(), brandId), caught) },
  })
  const line = createLineWays({
    address: config.LINE_URL,
    store: { keep: (caught, brandId) => keepCaughtLine(inBrand(platform(), brandId), caught) },
  })
  return {
    plugs: [
      plug(trackingPages, trackingPortal),
      plug(signupPages, signupPortal),
      plug(offerPages, offerPortal),
      plug(referralPages, referralPortal),
      plug(mailTransports, mailWays),
      plug(mailRenderer, renderer),
      plug(shopVendors, [shopify()]),
      plug(feedFetch, feedFetcher()),
      plug(dnsLookup, dnsResolver()),
      plug(tlsProbe, smtpTlsProbe),
      plug(webhookPost, webhookPoster()),
      plug(lineWays, line),
      plug(smsWays, sms),
      plug(dmWays, dm),
      plug(chatPost, webhookPoster()),
      plug(pushPages, pushPortal),
      plug(pushPost, webPushPost()),
      plug(linePages, linePortal),
      plug(myPagePages, myPagePortal),
      plug(klaviyoReader, klaviyoApi(config.KLAVIYO_URL)),
    ],
    stop: async () => {
      await mailWays.close()
      await renderer.close()
    },
  }
}
