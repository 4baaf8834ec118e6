import { customerErased, customerMerged, personalData } from "#customers"
import { letterKnowledge, messageKinds } from "#messages"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { act, askFirst } from "./act.ts"
import { myPageActions, myPageCards } from "./cards.ts"
import { contentsCard } from "./cards/contents.ts"
import { messagesCard } from "./cards/messages.ts"
import { ordersCard } from "./cards/orders.ts"
import { preferencesCard } from "./cards/preferences.ts"
import { codeMail } from "./messages/code.ts"
import { showCard, showEvent, showOrders } from "./more-pages.ts"
import { muteAction, unmuteAction } from "./mute.ts"
import { forget, forgetOld, joinPeople, pageLinks, sessionsOf } from "./people.ts"
import { backFromLine, enterByLiff, enterByLine, leaveForLine, openInLine } from "./line-entrance.ts"
import { joinHere, showRewards } from "./public-page.ts"
import { routes } from "./routes.ts"
import { pageScript, workerScript } from "./script-doors.ts"
import { sendCode } from "./send-code.ts"
import { leadIn, openByLink, showMyPage } from "./show-page.ts"
import { askByAddress, askByLink, showCode, signOut, takeCode } from "./sign-in-page.ts"
import { widgetData, widgetScript } from "./widget.ts"

const small = { maxBytes: 20_000 }

export const mypage = defineCapability({
  name: "mypage",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(messageKinds, [codeMail]),
    contribute(letterKnowledge, [{ names: ["links.page"], read: pageLinks }]),
    contribute(personalData, [{ name: "mypage", read: sessionsOf }]),
    contribute(myPageCards, [ordersCard, contentsCard, messagesCard, preferencesCard]),
    contribute(myPageActions, [muteAction, unmuteAction]),
  ],
  effects: [anyEffect(sendCode)],
  reactions: [when(customerErased, forget), when(customerMerged, joinPeople)],
  routines: [{ name: "mypage.forget", every: { minutes: 1_440 }, scope: "brand", catchUp: "last", apply: forgetOld }],
  pages: [
    page("GET /s/:slug", leadIn, { perMinute: 12_000 }),
    page("GET /s/:slug/my", showMyPage, { perMinute: 12_000 }),
    page("GET /s/:slug/my/open/:token", openByLink, { perMinute: 12_000 }),
    page("POST /s/:slug/my/open/:token", askByLink, { ...small, perMinute: 20 }),
    page("POST /s/:slug/my/sign-in", askByAddress, { ...small, perMinute: 20 }),
    page("GET /s/:slug/my/code", showCode),
    page("POST /s/:slug/my/code", takeCode, { ...small, perMinute: 20 }),
    page("GET /s/:slug/my/line", leaveForLine, { perMinute: 600 }),
    page("GET /s/:slug/my/line/back", backFromLine, { perMinute: 600 }),
    page("POST /s/:slug/my/line/back", enterByLine, { ...small, perMinute: 30 }),
    page("GET /s/:slug/my/liff", openInLine, { perMinute: 12_000 }),
    page("POST /s/:slug/my/liff", enterByLiff, { ...small, perMinute: 30 }),
    page("POST /s/:slug/my/out", signOut, small),
    page("GET /s/:slug/my/card", showCard),
    page("GET /s/:slug/my/orders", showOrders),
    page("GET /s/:slug/my/events/:uid", showEvent),
    page("POST /s/:slug/my/ask/:action", askFirst, { ...small, perMinute: 60 }),
    page("POST /s/:slug/my/do/:action", act, { ...small, perMinute: 60 }),
    page("GET /s/:slug/my/page.js", pageScript, { perMinute: 12_000 }),
    page("GET /s/:slug/my/offline.js", workerScript, { perMinute: 12_000 }),
    page("GET /s/:slug/my/widget.js", widgetScript, { perMinute: 60_000 }),
    page("GET /s/:slug/my/widget.json", widgetData, { perMinute: 12_000 }),
    page("GET /s/:slug/rewards", showRewards, { perMinute: 12_000 }),
    page("POST /s/:slug/rewards", joinHere, { ...small, perMinute: 20 }),
  ],
})
