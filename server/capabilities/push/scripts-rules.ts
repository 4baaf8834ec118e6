/**
 * What runs in a shopper's browser, as it is served: the worker that shows notices, and the page's own few lines. Plain
 * JavaScript for browsers of the last five years; together under 3 kB.
 */
export const workerScript = `"use strict"
self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {}
  const shown = { body: said.text, tag: said.id, data: { to: said.to }, lang: said.lang }
  if (said.image) shown.image = said.image
  event.waitUntil(self.registration.showNotification(said.title || "", shown))
})
self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  const to = event.notification.data && event.notification.data.to
  if (to) event.waitUntil(self.clients.openWindow(to))
})
self.addEventListener("pushsubscriptionchange", (event) => {
  const before = event.oldSubscription
  if (!before) return
  const again = event.newSubscription
    ? Promise.resolve(event.newSubscription)
    : self.registration.pushManager.subscribe(before.options)
  event.waitUntil(again.then((subscription) =>
    fetch("/push/renew", { method: "POST", body: JSON.stringify({ before: before.endpoint, subscription }) })))
})
`

export const pageScript = `"use strict"
const form = document.getElementById("push")
const say = (name) => {
  for (const part of form.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(name)
}
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0))
const tell = (subscription, on) =>
  fetch(form.action, { method: "POST", body: JSON.stringify({ subscription, on }) }).then((reply) => {
    if (!reply.ok) throw new Error(String(reply.status))
    say(on ? "on" : "off")
  })
const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
const ready = can && navigator.serviceWorker.register("/push-worker.js")
if (!can) say("cannot")
else ready.then((worker) => worker.pushManager.getSubscription()).then((known) => say(known ? "on" : Notification.permission === "denied" ? "denied" : "off"))
form.addEventListener("submit", (event) => {
  event.preventDefault()
  const on = event.submitter.value === "on"
  ready
    .then((worker) => on
      ? worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) })
      : worker.pushManager.getSubscription())
    .then((subscription) => subscription && tell(subscription, on).then(() => on || subscription.unsubscribe()))
    .catch(() => say(Notification.permission === "denied" ? "denied" : "failed"))
})
`
