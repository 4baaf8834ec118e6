export { joinByApi } from "./join-by-api.ts"
export { letterLinks } from "./link.ts"
export { type SignupPages, signupPages } from "./ports.ts"
export { wishesOf } from "./wishes.ts"
