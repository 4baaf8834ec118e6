import { page, type PageEntry } from "../feature.ts"
import type { Session, SessionBrand } from "../session.tsx"

/** All components in all states, to be looked at while developing; not part of the product. */
export const galleryPages: readonly PageEntry[] = import.meta.env.DEV
  ? [
      page("/gallery", async () => (await import("./gallery.tsx")).Gallery),
      page("/gallery/$part", async () => (await import("./gallery.tsx")).Gallery),
      page("/gallery-sign-in", async () => (await import("./gallery-sign-in.tsx")).GallerySignIn, { frame: "bare" }),
    ]
  : []

const brand: SessionBrand = {
  brandId: "gallery",
  name: "ひなた",
  zone: "Asia/Tokyo",
  currency: "JPY",
  language: "ja",
  isTest: false,
  isDemo: false,
}

/** The gallery needs nobody to be signed in. */
export const gallerySession: Session | undefined = import.meta.env.DEV
  ? {
      staff: { staffId: "gallery", name: "三浦 千尋", email: "miura@hinata.example" },
      brand,
      brands: [brand, { ...brand, brandId: "gallery-test", name: "ひなた", isTest: true }],
      rights: new Set(),
    }
  : undefined
