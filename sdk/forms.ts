/**
 * The second half of the browser tag: sign-up forms in a shop's pages. Loaded by maido.js where the shop has put
 * data-forms="on". Each form lives in a shadow root: the shop's styles do not reach it, and its own reach nobody.
 */
import { closeWord, formMarkup, formSheet, thanksMarkup } from "../server/capabilities/signups/form-markup-rules.ts"
import type { FormView } from "../server/capabilities/signups/form-view-rules.ts"

const script = document.currentScript as HTMLScriptElement | null // safe: a classic script is what asks for this file
const key = script?.dataset.key ?? ""
const base = script?.src ?? location.href
const prefix = "maido-form:"
const dayMs = 86_400_000
const joinedForDays = 365

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
/** The moment that was noted under this name, in milliseconds; 0 for never. */
const noted = (name: string): number => Number(attempt(() => localStorage.getItem(prefix + name)) ?? 0)
const note = (name: string): void => void attempt(() => localStorage.setItem(prefix + name, String(Date.now())))

const within = (name: string, days: number): boolean => Date.now() - noted(name) < days * dayMs
const wasAskedInThisVisit = (): boolean => attempt(() => sessionStorage.getItem(`${prefix}asked`)) === "1"

type Refusal = { readonly error?: { readonly message?: { readonly ja: string; readonly en: string } } }

const post = (path: string, body: object): Promise<Response> =>
  fetch(new URL(path, base), {
    method: "POST",
    body: JSON.stringify({ key, ...body }),
    keepalive: true,
    credentials: "omit",
    // Text, so that the browser asks no permission first.
    headers: { "content-type": "text/plain" },
  })

const seen = (view: FormView, what: "shown" | "dismissed"): void =>
  void post("/v1/forms/seen", { form: view.slug, what }).catch(() => undefined)

/** Puts the form's sheet into a shadow root, also on pages that forbid styles written into them. */
function dress(root: ShadowRoot, view: FormView): void {
  const made = attempt(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(formSheet(view))
    root.adoptedStyleSheets = [sheet]
    return true
  })
  if (made) return
  const style = document.createElement("style")
  style.textContent = formSheet(view)
  root.prepend(style)
}

const tryLater = {
  ja: "いまは送れませんでした。少しおいて、もう一度お試しください。",
  en: "It could not be sent just now. Please try again in a moment.",
}

/** Sends what was written, and puts the thanks in the form's place. */
function listen(place: HTMLElement, view: FormView, done: () => void): void {
  const form = place.querySelector("form")
  const problem = place.querySelector(".problem")
  const button = place.querySelector("button[type=submit]")
  if (!form || !problem || !(button instanceof HTMLButtonElement)) return
  const refuse = (words: string, field: Element | null) => {
    problem.textContent = words
    if (field instanceof HTMLElement) {
      field.setAttribute("aria-invalid", "true")
      field.focus()
    }
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid")
    const wrong = form.querySelector("input:invalid, select:invalid")
    if (wrong instanceof HTMLInputElement || wrong instanceof HTMLSelectElement)
      return refuse(wrong.validationMessage, wrong)
    problem.textContent = ""
    button.disabled = true
    const written = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    const sent = { form: view.slug, version: view.version, lang: view.language, pageUrl: location.href.slice(0, 2_000) }
    const visitor = visitorId()
    const who = visitor ? { anonymousId: visitor } : {}
    const reply = await post("/v1/forms/join", { ...sent, ...who, written }).catch(() => undefined)
    button.disabled = false
    if (!reply?.ok) {
      // safe: our own server's words, read with care for whatever stands before it
      const refusal = (await reply?.json().catch(() => undefined)) as Refusal | undefined
      const words = reply?.status === 422 ? refusal?.error?.message?.[view.language] : undefined
      return refuse(words ?? tryLater[view.language], form.querySelector("input"))
    }
    note("joined")
    done()
    const body = place.querySelector(".body")
    if (body) body.innerHTML = thanksMarkup(view)
    place.querySelector<HTMLElement>("#title")?.focus()
  })
}

/** Draws a form into the element that the shop has kept free for it. */
function embed(host: HTMLElement, view: FormView): void {
  if (host.shadowRoot) return
  const root = host.attachShadow({ mode: "open" })
  const box = document.createElement("section")
  box.className = "box"
  box.setAttribute("aria-labelledby", "title")
  box.lang = view.language
  box.innerHTML = `<div class="body">${formMarkup(view)}</div>`
  root.append(box)
  dress(root, view)
  listen(box, view, () => undefined)
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    watcher.disconnect()
    seen(view, "shown")
  })
  watcher.observe(host)
}

const focusable = "a[href], button, input:not([tabindex='-1']), select"

/** Opens a pop-up over the page: in the browser's top layer, so that nothing moves and nothing behind it is reached. */
function open(view: FormView): void {
  if (wasAskedInThisVisit()) return
  attempt(() => sessionStorage.setItem(`${prefix}asked`, "1"))
  const host = document.createElement("div")
  const root = host.attachShadow({ mode: "open" })
  const dialog = document.createElement("dialog")
  dialog.lang = view.language
  dialog.setAttribute("aria-labelledby", "title")
  dialog.innerHTML = `<div class="body">${formMarkup(view)}</div><button class="close" type="button" aria-label="${closeWord(view)}">×</button>`
  root.append(dialog)
  dress(root, view)
  document.body.append(host)
  let isJoined = false
  listen(dialog, view, () => void (isJoined = true))
  dialog.querySelector(".close")?.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", (event) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    const isInside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom
    // A press of Enter counts as a click at no place.
    if (event.target === dialog && !isInside && event.detail > 0) dialog.close()
  })
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return
    const all = [...dialog.querySelectorAll<HTMLElement>(focusable)]
    const edge = event.shiftKey ? all[0] : all.at(-1)
    if (root.activeElement !== edge) return
    event.preventDefault()
    ;(event.shiftKey ? all.at(-1) : all[0])?.focus()
  })
  dialog.addEventListener("close", () => {
    host.remove()
    if (isJoined) return
    note(`closed:${view.slug}`)
    seen(view, "dismissed")
  })
  dialog.showModal()
  seen(view, "shown")
}

/** Waits for the first of a form's moments. */
function arm(view: FormView): void {
  const { afterSeconds, afterScrollPercent, onLeaving } = view.trigger
  const stop: (() => void)[] = []
  let isDeep = () => false
  const go = () => {
    for (const one of stop) one()
    open(view)
  }
  if (afterSeconds !== null) {
    const timer = setTimeout(go, afterSeconds * 1_000)
    stop.push(() => clearTimeout(timer))
  }
  if (afterScrollPercent !== null) {
    isDeep = () => {
      const room = document.documentElement.scrollHeight - innerHeight
      return room > 0 && (scrollY / room) * 100 >= afterScrollPercent
    }
    const look = () => {
      if (isDeep()) go()
    }
    addEventListener("scroll", look, { passive: true })
    stop.push(() => removeEventListener("scroll", look))
  }
  if (onLeaving) {
    const look = (event: MouseEvent) => {
      if (event.relatedTarget === null && event.clientY <= 0) go()
    }
    document.addEventListener("mouseout", look)
    stop.push(() => document.removeEventListener("mouseout", look))
  }
  // Who read on while the form was fetched, or came back to where they were, is there already.
  if (isDeep()) go()
}

/** The tag's id of this browser, when there is one that may be kept. */
function visitorId(): string | undefined {
  const { maido } = window as unknown as { maido?: { anonymousId?: () => string | null } } // safe: maido.js has put it there, or nothing
  return maido?.anonymousId?.() ?? undefined
}

async function begin(): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>("[data-maido-form]")]
  const maySeePopup =
    !within("joined", joinedForDays) && !wasAskedInThisVisit() && "showModal" in HTMLDialogElement.prototype
  if (places.length === 0 && !maySeePopup) return
  const visitor = visitorId()
  const asked = new URLSearchParams({
    key,
    lang: document.documentElement.lang || navigator.language,
    ...(visitor ? { anonymousId: visitor } : {}),
  })
  const reply = await fetch(new URL(`/v1/forms?${asked}`, base), { credentials: "omit" })
  if (!reply.ok) return
  const { forms } = (await reply.json()) as { forms: FormView[] } // safe: our own server's answer
  for (const place of places) {
    const view = forms.find(({ kind, slug }) => kind === "embedded" && slug === place.dataset.maidoForm)
    if (view) embed(place, view)
  }
  const popup = forms.find(
    ({ kind, slug, trigger }) => kind === "popup" && !within(`closed:${slug}`, trigger.againAfterDays),
  )
  if (popup && maySeePopup) arm(popup)
}

const start = () => void begin().catch(() => undefined)
if (document.readyState === "loading") addEventListener("DOMContentLoaded", start)
else start()
