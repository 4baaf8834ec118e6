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
  brandId: "00000000-0000-7000-8000-000000000001",
  slug: "hinata",
  name: "ひなた",
  zone: "Asia/Tokyo",
  currency: "JPY",
  language: "ja",
  isTest: false,
  testOf: null,
  isDemo: false,
}

/** The gallery needs nobody to be signed in. */
export const gallerySession: Session | undefined = import.meta.env.DEV
  ? {
      staff: {
        staffId: "gallery",
        name: "三浦 千尋",
        email: "miura@hinata.example",
        language: "ja",
        runsInstallation: false,
      },
      brand,
      brands: [
        brand,
        { ...brand, brandId: "00000000-0000-7000-8000-000000000002", isTest: true, testOf: brand.brandId },
      ],
      role: "owner",
      rights: new Set(),
    }
  : undefined
