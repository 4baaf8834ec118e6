import { customerErased, customerMerged, personalData } from "#customers"
import { letterLinks as letterLinksPoint, messageKinds, objections as objectionsPoint } from "#messages"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { confirmByLink, showConfirm } from "./confirm-page.ts"
import { forgetSignups, forgetUnansweredSignups, mergeWishes, signupsOf } from "./forget.ts"
import { formScriptPage } from "./form-script-door.ts"
import { join, joinLater, showJoin } from "./join-page.ts"
import { letterLinks } from "./link.ts"
import { confirmMail } from "./messages/confirm.ts"
import { savePreferences, showPreferences } from "./preferences-page.ts"
import { routes } from "./routes.ts"
import { showLetters, stopLetters } from "./stop-letters.ts"
import { tagDoors } from "./tag-doors.ts"
import { objections } from "./wishes.ts"

export const signups = defineCapability({
  name: "signups",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(messageKinds, [confirmMail]),
    contribute(letterLinksPoint, [letterLinks]),
    contribute(objectionsPoint, [objections]),
    contribute(personalData, [{ name: "signups", read: signupsOf }]),
  ],
  reactions: [when(customerErased, forgetSignups), when(customerMerged, mergeWishes)],
  routines: [
    {
      name: "signups.forget-unanswered",
      every: { minutes: 1_440 },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetUnansweredSignups,
    },
  ],
  pages: [
    formScriptPage,
    ...tagDoors,
    page("GET /s/:slug/join/:form", showJoin),
    page("POST /s/:slug/join/:form", join, { maxBytes: 20_000, perMinute: 10, whenTooMany: joinLater }),
    page("GET /s/:slug/confirm/:token", showConfirm),
    page("POST /s/:slug/confirm/:token", confirmByLink, { maxBytes: 10_000 }),
    page("GET /s/:slug/preferences/:token", showPreferences),
    page("POST /s/:slug/preferences/:token", savePreferences, { maxBytes: 10_000 }),
    page("GET /s/:slug/letters/:token", showLetters),
    page("POST /s/:slug/letters/:token", stopLetters, { maxBytes: 10_000 }),
  ],
})
