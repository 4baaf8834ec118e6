/** Where the server serves the console. */
export const base = "/admin"

/** Sign-in, keeping the page that was asked for. */
export const signInAddress = (path: string) => (path === "/" ? "/sign-in" : `/sign-in?then=${encodeURIComponent(path)}`)

/** The page to go to after sign-in: only ever one of our own. */
export const addressAfterSignIn = (then: string | undefined) =>
  then?.startsWith("/") && !then.startsWith("//") && !then.startsWith("/sign-in") ? then : "/"
