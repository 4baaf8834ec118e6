/** Whether we would try this address at all; whether it is on the public Internet is found out with every attempt (S35). */
export function isPossibleAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const hasUsualPort = ["", "443", "8443"].includes(url.port)
  return url.protocol === "https:" && hasUsualPort && url.username === "" && url.password === "" && url.hash === ""
}
