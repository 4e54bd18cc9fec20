import type { Credential } from '../fields.ts'
import { type MagentoCheck, passed, type Result } from './check.ts'

const words = {
  accessToken: 'access token',
  secret: 'access token secret',
  consumerKey: 'consumer key',
  consumerSecret: 'consumer secret',
} as const
type Name = keyof typeof words
const names = Object.keys(words) as Name[]

/** What can be seen of the values without asking the store. */
export const formCheck: MagentoCheck = {
  id: 'credentials.form',
  title: 'The values are in their places',
  run: async ({ values }) => mistakeIn(values) ?? passed(values.way === 'oauth' ? 'four values' : 'an access token'),
}

function mistakeIn(values: Credential): Result | undefined {
  const given = names.flatMap(name => (values[name] === undefined ? [] : [[name, values[name]] as const]))
  for (const [name, value] of given) {
    if (isAdminToken(value)) return adminToken(name)
    if (/[\s\u00a0\u200b-\u200d\u2060\ufeff]/.test(value))
      return fault(name, `There is a space or a line break inside the ${words[name]}.`)
    if (/^["'`“”‘’«»]|["'`“”‘’«»,;]$/.test(value))
      return fault(name, `There are quotation marks or a comma around the ${words[name]}.`)
  }
  for (const [at, [name, value]] of given.entries()) {
    const same = given.slice(0, at).find(([, other]) => other === value)
    if (same) return fault(name, `The same value is entered as ${words[same[0]]} and as ${words[name]}.`)
  }
  const odd = given.find(([, value]) => value.length !== 32)
  return odd && fault(odd[0], `The ${words[odd[0]]} has ${odd[1].length} characters; it should have 32.`)
}

/** A signed token of three parts, which a person gets for an hour. */
const isAdminToken = (value: string): boolean => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(value)

const adminToken = (field: Name): Result => ({
  status: 'failed',
  diagnosis:
    'This is the token of a person in the admin. It lasts an hour, and with two-factor authentication no new one can be had without a code.',
  remedy:
    'Add an integration instead: System > Extensions > Integrations > Add New Integration. What it is given lasts until it is revoked.',
  field,
})

const fault = (field: Name, diagnosis: string): Result => ({
  status: 'failed',
  diagnosis,
  remedy: 'In the store: System > Extensions > Integrations, open the integration and copy the value again, alone.',
  field,
})
