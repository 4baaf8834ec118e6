/** What people answered about one content within a day. */
export type Answers = { readonly all: number; readonly negative: number }
export type AlarmRule = { readonly atLeast: number; readonly shareBp: number }

/** Whether what is said about something turns bad enough that a person must look now (J20). */
export const isAlarm = ({ all, negative }: Answers, rule: AlarmRule): boolean =>
  negative >= rule.atLeast && negative * 10_000 >= rule.shareBp * all
