import { defineErrors } from "./errors.ts"

/** What the edge refuses, each with what to do about it. 400: cannot be read; 413: too much; 422: read, but not taken. */
export const EdgeError = defineErrors("edge", {
  TooLarge: {
    status: 413,
    ja: "データが大きすぎます（上限 {limitBytes} バイト）。分割して送ってください。",
    en: "The body is too large (limit {limitBytes} bytes). Send it in smaller parts.",
  },
  UnknownEncoding: {
    status: 415,
    ja: "この圧縮形式には対応していません。gzip、deflate、br、または無圧縮で送ってください。",
    en: "This content encoding is not supported. Use gzip, deflate, br or none.",
  },
  BrokenCompression: {
    status: 400,
    ja: "圧縮データが壊れていて展開できません。圧縮し直して送ってください。",
    en: "The compressed body is damaged and cannot be inflated. Compress it again and resend.",
  },
  NotUtf8: {
    status: 400,
    ja: "{offset} バイト目が UTF-8 として読めません。UTF-8 で送ってください。",
    en: "The body is not valid UTF-8 at byte {offset}. Send it as UTF-8.",
  },
  NotJson: {
    status: 400,
    ja: "{offset} バイト目が JSON として読めません。その前後の書き方を直してください。",
    en: "The body is not valid JSON at byte {offset}. Correct it there.",
  },
  NotData: {
    status: 422,
    ja: "{field} は JSON で表せない値です。文字列や数値に直してください。",
    en: "{field} is not a value that JSON can hold. Use text, a number, true, false, null, a list or an object.",
  },
  NulCharacter: {
    status: 400,
    ja: "{field} に NUL 文字（U+0000）があります。保存できないので取り除いてください。",
    en: "{field} holds a NUL character (U+0000), which cannot be stored. Remove it.",
  },
  BrokenCharacter: {
    status: 400,
    ja: "{field} に半分だけの文字（対になっていないサロゲート）があります。文字列が途中で切れていないか確かめてください。",
    en: "{field} holds half a character (lone surrogate). Check that the text was not cut in the middle.",
  },
  ReservedKey: {
    status: 400,
    ja: "{field} という項目名は使えません。別の名前にしてください。",
    en: "The name {field} is reserved. Choose another.",
  },
  TooDeep: {
    status: 422,
    ja: "{field} の入れ子が深すぎます（上限 {limit} 段）。構造を浅くしてください。",
    en: "{field} is nested too deeply (limit {limit} levels). Flatten it.",
  },
  TooManyKeys: {
    status: 422,
    ja: "{field} の項目が多すぎます（上限 {limit} 個）。必要な項目だけにしてください。",
    en: "{field} has too many properties (limit {limit}). Send only what is needed.",
  },
  KeyTooLong: {
    status: 422,
    ja: "項目名 {field} が長すぎます（上限 {limit} バイト）。",
    en: "The property name {field} is too long (limit {limit} bytes).",
  },
  TextTooLong: {
    status: 422,
    ja: "{field} の文字列が長すぎます（上限 {limit} バイト）。短くしてください。",
    en: "The text {field} is too long (limit {limit} bytes). Shorten it.",
  },
  NumberOutOfRange: {
    status: 422,
    ja: "{field} は正確に扱える範囲を超えた数値です。番号であれば文字列で送ってください。",
    en: "The number {field} is beyond what can be kept exactly. Send identifiers as text.",
  },
  AmountOutOfRange: {
    status: 422,
    ja: "{field} は ±1兆以内の整数で送ってください。",
    en: "{field} must be a whole number within ±10^12.",
  },
  TimeOutOfRange: {
    status: 422,
    ja: "{field} の日時を読めないか、扱える範囲の外です。2000年以降の日時を ISO 8601（例 2026-04-01T09:00:00+09:00）で送ってください。",
    en: "The time {field} cannot be read or lies outside the accepted range. Send ISO 8601 from the year 2000 on, e.g. 2026-04-01T09:00:00+09:00.",
  },
})
