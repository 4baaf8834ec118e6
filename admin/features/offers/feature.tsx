import { Ticket } from "lucide-react"
import { defineFeature, page } from "../../app/feature.ts"

export const offers = defineFeature({
  name: "offers",
  pages: [
    page("/offers", async () => (await import("./offers.tsx")).Offers),
    page("/offers/new", async () => (await import("./new-offer.tsx")).NewOffer),
    page("/offers/$offerId", async () => (await import("./offer.tsx")).OfferPage),
    page("/offers/$offerId/edit", async () => (await import("./edit-offer.tsx")).EditOffer),
    page("/settings/carts", async () => (await import("./settings.tsx")).CartSettingsPage),
  ],
  navigation: [
    {
      to: "/offers",
      label: { ja: "オファー", en: "Offers" },
      icon: Ticket,
      group: "programme",
      order: 50,
      right: "messages:read",
    },
  ],
  settings: [
    {
      to: "/settings/carts",
      label: { ja: "カートへのリンク", en: "Links to the cart" },
      about: {
        ja: "用意したカートから、お店のカートへ進むときのアドレス。",
        en: "How a filled cart is handed over to the shop.",
      },
      icon: Ticket,
      right: "brand:read",
      order: 49,
    },
  ],
})
