export { type ChatAnswer, type ChatPost, chatPost } from "./ports.ts"
export { tellTeam } from "./tell-team.ts"
