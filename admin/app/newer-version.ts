const key = "maido.loaded-anew-for"

/**
 * After an update of the server the pieces that an older tab asks for are gone: the tab is loaded anew instead of staying
 * blank. Once for each piece, so that one that is really missing is shown as an error and not asked for for ever.
 */
export function loadAnewAfterUpdate(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const { message } = event.payload
    if (sessionStorage.getItem(key) === message) return
    sessionStorage.setItem(key, message)
    event.preventDefault()
    location.reload()
  })
}
