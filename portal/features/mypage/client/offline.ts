// Keeps one page of one brand: the member card. Everything else goes to the network as ever.
type Waiting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Waiting & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Worker = {
  readonly location: Location
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
  readonly addEventListener: ((name: "fetch", hear: (event: Fetching) => void) => void) &
    ((name: "install" | "activate", hear: (event: Waiting) => void) => void)
}
const worker = globalThis as unknown as Worker // safe: this file runs as a service worker only
const home = worker.location.pathname.replace(/\/offline\.js$/, "")
const card = `${home}/card`
const cards = `maido-card:${home.replace(/\/my$/, "")}`

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url)
  const isOurs = event.request.mode === "navigate" && (pathname === home || pathname === card)
  if (event.request.method === "GET" && isOurs) event.respondWith(answer(event.request, pathname === card))
})

async function answer(request: Request, isCard: boolean): Promise<Response> {
  const kept = await caches.open(cards)
  try {
    const reply = await fetch(request)
    // Signed out: the card leaves the device, too.
    if (isCard && (reply.redirected || !reply.ok)) await kept.delete(card)
    else if (isCard) await kept.put(card, reply.clone())
    return reply
  } catch (error) {
    const found = await kept.match(card)
    if (found) return found
    throw error
  }
}

export {}
