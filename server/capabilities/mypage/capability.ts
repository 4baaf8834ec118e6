import { defineCapability } from "#kernel/capability"

export const mypage = defineCapability({ name: "mypage" })
