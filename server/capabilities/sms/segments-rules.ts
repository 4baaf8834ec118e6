/** How much of the network one SMS takes. */
export type SmsSize = {
  readonly encoding: "gsm-7" | "ucs-2"
  /** Septets, or UTF-16 code units. */
  readonly units: number
  /** How many messages the network carries, and bills. */
  readonly parts: number
}

// The basic set of 3GPP TS 23.038, and what takes an escape and hence two septets.
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)
const escaped = new Set("\f^{}\\[~]|€")

const limits = { "gsm-7": { alone: 160, joined: 153 }, "ucs-2": { alone: 70, joined: 67 } } as const

/**
 * The size of a text (M50; 3GPP TS 23.038 and 23.040): Japanese takes UCS-2, 70 units alone and 67 in each of several parts;
 * an emoji takes two units and is not torn between parts.
 */
export function smsSize(text: string): SmsSize {
  const signs = [...text]
  const isBasic = signs.every((sign) => basic.has(sign) || escaped.has(sign))
  const encoding = isBasic ? "gsm-7" : "ucs-2"
  const widths = signs.map((sign) => (isBasic ? (escaped.has(sign) ? 2 : 1) : sign.length))
  const units = widths.reduce((sum, width) => sum + width, 0)
  const { alone, joined } = limits[encoding]
  if (units <= alone) return { encoding, units, parts: 1 }
  let parts = 1
  let room: number = joined
  for (const width of widths) {
    if (width > room) {
      parts++
      room = joined
    }
    room -= width
  }
  return { encoding, units, parts }
}

/** Japanese networks take no longer message, in UTF-16 code units. */
export const longestSms = 660
