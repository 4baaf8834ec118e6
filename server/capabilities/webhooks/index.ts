export { type Answered, type WebhookPost, webhookPost } from "./ports.ts"
