// What her page does more where scripts run: keeps the card for where there is no network, fills the screen with it, shares.
const base = new URL("..", (document.currentScript as HTMLScriptElement).src).pathname.replace(/\/$/, "") // safe: this is a classic script of a page
const cards = `maido-card:${base}`

function keepCard() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return
  const card = document.getElementById("card-face")
  // Whoever is signed out here leaves nothing behind on the device.
  if (!card) return void caches.delete(cards)
  void navigator.serviceWorker.register(`${base}/my/offline.js`, { scope: `${base}/my` }).catch(() => undefined)
  void caches
    .open(cards)
    .then((kept) => kept.add(`${base}/my/card`))
    .catch(() => undefined)
  document.querySelector("[data-leave]")?.addEventListener("submit", () => void caches.delete(cards))
}

function brightCard() {
  const card = document.getElementById("card-face")
  if (!card?.dataset.bright) return
  const button = document.createElement("button")
  button.type = "button"
  button.className = "press"
  button.textContent = card.dataset.bright
  let awake: WakeLockSentinel | undefined
  const close = () => {
    delete card.dataset.open
    void awake?.release()
    awake = undefined
    button.focus()
  }
  button.addEventListener("click", () => {
    card.dataset.open = ""
    card.tabIndex = 0
    card.focus()
    // The screen stays lit while the card is shown; browsers have no say over how bright it is.
    void navigator.wakeLock
      ?.request("screen")
      .then((lock) => {
        awake = lock
      })
      .catch(() => undefined)
  })
  card.addEventListener("click", () => "open" in card.dataset && close())
  document.addEventListener("keydown", ({ key }) => key === "Escape" && "open" in card.dataset && close())
  card.after(button)
}

function sharing() {
  for (const place of document.querySelectorAll<HTMLElement>("[data-share]")) {
    const button = place.querySelector<HTMLButtonElement>("[data-share-more]")
    const { share: url = "", text = "" } = place.dataset
    if (!button) continue
    button.hidden = false
    const shares = typeof navigator.share === "function"
    if (shares) button.textContent = button.dataset.shareMore ?? ""
    button.addEventListener("click", () => {
      if (shares) return void navigator.share({ url, text }).catch(() => undefined)
      void navigator.clipboard?.writeText(`${text}\n${url}`).then(() => {
        button.textContent = button.dataset.copied ?? ""
      })
    })
  }
}

/** Between LINE and her page nothing has to be pressed. LIFF's token stands behind the #, and is taken out of sight at once. */
function goOn() {
  const form = document.querySelector<HTMLFormElement>("form[data-go]")
  if (!form) return
  if (form.dataset.go === "login") return form.requestSubmit()
  const token = new URLSearchParams(location.hash.slice(1)).get("id_token")
  history.replaceState(null, "", location.pathname + location.search)
  const field = form.elements.namedItem("id_token")
  if (!token || !(field instanceof HTMLInputElement)) return location.replace(form.dataset.otherwise ?? "")
  field.value = token
  form.requestSubmit()
}

goOn()
keepCard()
brightCard()
sharing()

export {}
