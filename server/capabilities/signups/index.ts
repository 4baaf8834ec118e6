export { letterLinks } from "./link.ts"
export { type SignupPages, signupPages } from "./ports.ts"
export { wishesOf } from "./wishes.ts"
