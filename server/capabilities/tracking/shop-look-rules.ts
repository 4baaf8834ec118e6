import type { BrandLook } from "#brands"
import type { Language } from "#kernel/text"
import type { LinkRow, ShopLook } from "./model.ts"

/** What a brand shows of itself on its shoppers' pages: colours, ways to a person, legal lines. */
export function shopLook(
  look: BrandLook,
  language: Language,
  orderNumber: string | null,
  contact: string | null,
): ShopLook {
  const ja = language === "ja"
  const about = orderNumber === null ? "" : ja ? `（ご注文 ${orderNumber}）` : ` (order ${orderNumber})`
  const mail = look.replyTo || look.senderAddress
  const subject = encodeURIComponent(ja ? `お問い合わせ${about}` : `Question${about}`)
  const links: LinkRow[] = []
  if (look.lineUrl) links.push({ icon: "talk", label: ja ? "LINEで相談する" : "Ask on LINE", href: look.lineUrl })
  if (mail)
    links.push({
      icon: "mail",
      label: ja ? "メールで相談する" : "Write to us",
      ...(about === "" ? {} : { small: ja ? "ご注文番号はこちらで添えておきます" : "Your order number is filled in" }),
      href: contact ?? `mailto:${mail}?subject=${subject}`,
    })
  if (look.policies.returns)
    links.push({ icon: "return", label: ja ? "返品・交換" : "Returns and exchange", href: look.policies.returns })
  if (look.phone)
    links.push({
      icon: "phone",
      label: ja ? "電話で話す" : "Call us",
      small: look.phone,
      href: `tel:${look.phone.replace(/[^+\d]/g, "")}`,
    })
  const foot = [
    { label: ja ? "送料とお届け" : "Shipping", href: look.policies.shipping },
    { label: ja ? "個人情報の扱い" : "Privacy", href: look.policies.privacy },
    { label: ja ? "特定商取引法の表示" : "Legal notice", href: look.policies.legal },
  ]
  return {
    name: look.wordmark,
    logoUrl: look.logoUrl || null,
    homeUrl: look.shopUrl || null,
    colours: {
      "--brand": `light-dark(${look.colours.brand}, ${look.darkColours.brand})`,
      "--brand-strong": `light-dark(${look.colours.brandStrong}, ${look.darkColours.brandStrong})`,
      "--brand-soft": `light-dark(${look.colours.brandSoft}, ${look.darkColours.brandSoft})`,
      "--on-brand": `light-dark(${look.colours.onBrand}, ${look.darkColours.onBrand})`,
      // White is the default, and on it ours is warmer.
      ...(look.colours.paper === "#ffffff" && look.darkColours.paper === "#14171b"
        ? {}
        : {
            "--paper": `light-dark(${look.colours.paper}, ${look.darkColours.paper})`,
            // Quiet grounds are of the brand's own paper, by night, too.
            "--paper-2":
              "light-dark(oklch(from var(--paper) calc(l - 0.028) c h), oklch(from var(--paper) calc(l - -0.04) c h))",
            "--surface": "light-dark(#ffffff, oklch(from var(--paper) calc(l - -0.055) c h))",
          }),
      "--radius": `${look.radius}px`,
    },
    help: { links, hours: "" },
    foot: { links: foot.filter((l) => l.href !== ""), lines: [look.legalName, look.address].filter(Boolean) },
  }
}
