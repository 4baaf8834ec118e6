/** What a button of a menu or a letter says to begin linking: its postback. */
export const linkPostback = "maido:link"
