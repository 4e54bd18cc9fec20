/** Where the API is; what is at another address, as a practice store, signs in there too. */
const api = 'https://api.fortnox.se'
const signIn = 'https://apps.fortnox.se'

/** Of whatever people paste, the origin; text that is no address comes back as it is. */
export function apiOrigin(typed: string): string {
  const text = typed.trim()
  const origin = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).origin : text
  return origin === signIn ? api : origin
}

/** Where tokens are granted and where people sign in. */
export const signInOrigin = (origin: string): string => (origin === api ? signIn : origin)
