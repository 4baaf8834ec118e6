/** The 47, for those who ask where somebody lives. Addresses hold the Japanese name. */
export { prefectures } from "#kernel/prefectures"
