import type { Credential } from '../fields.ts'
import { passed, type Result, type WooCheck } from './check.ts'

const blank = /[\s\u00a0\u200b-\u200d\u2060\ufeff]/
const quoted = /^["'`“”‘’„«»]|["'`“”‘’„«»,;]$/
const isApplicationPassword = (secret: string) => /^([a-z0-9]{4} ?){6}$/i.test(secret) && !/^c[ks]_/.test(secret)

/** What can be seen of the two values without asking the store. */
export const keyFormCheck: WooCheck = {
  id: 'credentials.form',
  title: 'Key and secret are in their places',
  run: async ({ values }) => mistakeIn(values) ?? passed('consumer key and consumer secret'),
}

function mistakeIn({ accessToken: key, secret }: Credential): Result | undefined {
  const application = isApplicationPassword(secret)
  if (key.startsWith('cs_') && secret.startsWith('ck_')) return swapped
  if (blank.test(key)) return broken('accessToken', 'consumer key')
  if (blank.test(secret) && !application) return broken('secret', 'consumer secret')
  if (quoted.test(key)) return inQuotes('accessToken', 'consumer key')
  if (quoted.test(secret)) return inQuotes('secret', 'consumer secret')
  if (key.startsWith('cs_')) return wrongKind('accessToken', 'A consumer secret (cs_…) is entered as access token.')
  if (secret.startsWith('ck_')) return wrongKind('secret', 'A consumer key (ck_…) is entered as secret.')
  if (/^(…|\.\.\.)/.test(key)) return shortened
  return undefined
}

const swapped: Result = {
  status: 'failed',
  diagnosis:
    'The two values are swapped: the consumer secret (cs_…) is entered as access token, and the key as secret.',
  remedy: 'Enter the value that begins with ck_ as access token and the one that begins with cs_ as secret.',
  field: 'accessToken',
}

const shortened: Result = {
  status: 'failed',
  diagnosis: 'This is only the end of a consumer key, as WooCommerce lists it afterwards.',
  remedy:
    'The whole key is shown once, when it is made. Add a new one under WooCommerce > Settings > Advanced > REST API.',
  field: 'accessToken',
}

const broken = (field: string, name: string): Result => ({
  status: 'failed',
  diagnosis: `There is a space or a line break inside the ${name}.`,
  remedy: 'Copy the value again with the button beside it in WooCommerce, and paste it alone.',
  field,
})

const inQuotes = (field: string, name: string): Result => ({
  status: 'failed',
  diagnosis: `There are quotation marks or a comma around the ${name}.`,
  remedy: 'Take them away: the value begins with ck_ or cs_ and ends with a letter or digit.',
  field,
})

const wrongKind = (field: string, diagnosis: string): Result => ({
  status: 'failed',
  diagnosis,
  remedy: 'The access token begins with ck_, the secret with cs_. WooCommerce shows both when the key is made.',
  field,
})

/** Why a refused value may be the wrong one, from how it looks; said after the store has refused it, never before. */
export function oddityOf({ accessToken: key, secret }: Credential): { field: string; says: string } | undefined {
  if (isApplicationPassword(secret) && !key.startsWith('ck_'))
    return { field: 'secret', says: 'What was entered looks like a WordPress user name with an application password.' }
  if (!key.startsWith('ck_'))
    return { field: 'accessToken', says: 'A consumer key begins with ck_, and this does not.' }
  if (!secret.startsWith('cs_'))
    return { field: 'secret', says: 'A consumer secret begins with cs_, and this does not.' }
  if (key.length !== 43)
    return { field: 'accessToken', says: `A whole consumer key has 43 characters, this has ${key.length}.` }
  if (secret.length !== 43)
    return { field: 'secret', says: `A whole consumer secret has 43 characters, this has ${secret.length}.` }
  return undefined
}
