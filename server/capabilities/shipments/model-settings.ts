import { isDay, weekdays } from "#kernel/days"
import { type PrefectureCode, prefectures } from "#kernel/prefectures"
import { z } from "zod"
import { carrierCodes } from "./carriers/model-carrier.ts"

/** Where parcels may leave from, north to south. */
export const shippingPrefectures = prefectures.map(({ code, name }) => ({ code, name }))

const codes = prefectures.map((p) => p.code)
const day = z.string().refine(isDay)

/** How the brand ships: from when an order is worked on to who carries it. The promise to the customer follows from it. */
export const ShippingSettings = z.strictObject({
  /** Orders before this local time leave counted from the same day. */
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default("12:00"),
  processingDays: z
    .strictObject({ min: z.int().min(0).max(30), max: z.int().min(0).max(60) })
    .refine(({ min, max }) => min <= max, { path: ["max"] })
    .default({ min: 0, max: 1 }),
  closedWeekdays: z.array(z.enum(weekdays)).default(["sat", "sun"]),
  closedOnHolidays: z.boolean().default(true),
  closedDays: z.array(day).max(200).default([]),
  /** Where parcels usually leave from. */
  prefecture: z.enum(codes).nullable().default("13"),
  originName: z.string().min(1).max(60).default("倉庫"),
  carrier: z.enum(carrierCodes).nullable().default("yamato"),
})
export type ShippingSettings = z.infer<typeof ShippingSettings> & { readonly prefecture: PrefectureCode | null }
