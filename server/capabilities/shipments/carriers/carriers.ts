import type { Carrier, CarrierCode } from "./carrier.ts"
import { japanPost } from "./japan-post.ts"
import { sagawa } from "./sagawa.ts"
import { seino } from "./seino.ts"
import { yamato } from "./yamato.ts"

export const carriers: Readonly<Record<CarrierCode, Carrier>> = { yamato, sagawa, japan_post: japanPost, seino }
export const allCarriers: readonly Carrier[] = Object.values(carriers)
