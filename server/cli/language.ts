import { environment } from "../kernel/config.ts"
import type { Text } from "../kernel/text.ts"

/** The sentence in the language of the terminal: LC_ALL, LC_MESSAGES or LANG, the first that is set, as POSIX orders them. */
export function spoken({ ja, en }: Text, env: Record<string, string | undefined> = environment()): string {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || ""
  return /^ja(_|\.|-|$)/i.test(locale) ? ja : en
}
