/** As people say it: `#1067`. Some systems have the sign in the number itself. */
export const orderName = (number: string): string => (number.startsWith('#') ? number : `#${number}`)
