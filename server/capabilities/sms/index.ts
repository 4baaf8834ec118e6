export { connectAccount } from "./account.ts"
export { keepCaughtSms } from "./caught.ts"
export { smsSize } from "./segments-rules.ts"
export { type SmsAccount, type SmsAnswer, type SmsApi, type SmsToSend, type SmsWays, smsWays } from "./sms-port.ts"
