import { z } from 'zod'
import { StartError } from '../errors.ts'
import { list } from './shapes.ts'

/** How people sign in through an OpenID Connect provider. */
export interface SsoSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** On the button; absent: the interface's own words. */
  readonly label: string | undefined
  readonly scopes: string
  /** Of e-mail addresses, in lower case; empty: any. */
  readonly domains: readonly string[]
  readonly claim: { readonly name: string; readonly value: string } | undefined
  /** An e-mail of which the provider does not say whether it is verified counts as verified. */
  readonly trustEmail: boolean
  /** What becomes of somebody who is not here yet: refused, or added with this role. */
  readonly newPeople: 'refuse' | 'viewer' | 'support'
}

const isLoopback = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)

/** What is told to the provider must not be overheard. */
const isPrivate = (issuer: string) => {
  const url = URL.parse(issuer)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
}

/** A part of the table of settings. */
export const ssoTable = {
  KOPPLA_SSO_ISSUER: {
    describe:
      'OpenID Connect provider that people may sign in with. KOPPLA_SSO_CLIENT_ID and KOPPLA_SSO_CLIENT_SECRET are then needed.',
    allowed: 'the https address of its issuer, such as https://login.example.com',
    schema: z.string().refine(isPrivate).optional(),
  },
  KOPPLA_SSO_CLIENT_ID: {
    describe: 'What the provider knows this Koppla by.',
    allowed: 'the client id that the provider gave',
    schema: z.string().max(500).optional(),
  },
  KOPPLA_SSO_CLIENT_SECRET: {
    describe: 'Proof to the provider that it is this Koppla.',
    allowed: 'the client secret that the provider gave',
    secret: true,
    schema: z.string().max(2_000).optional(),
  },
  KOPPLA_SSO_LABEL: {
    describe: 'Words on the button of the sign-in page. Default: Single sign-on, in the reader’s language.',
    allowed: 'at most 40 characters',
    schema: z.string().trim().min(1).max(40).optional(),
  },
  KOPPLA_SSO_SCOPES: {
    describe: 'What the provider is asked to tell of a person.',
    allowed: 'scopes separated by spaces, openid among them',
    schema: z
      .string()
      .refine(text => text.split(/\s+/).includes('openid'))
      .default('openid email profile'),
  },
  KOPPLA_SSO_DOMAINS: {
    describe: 'E-mail domains whose people may sign in this way. Default: any.',
    allowed: 'domains separated by commas, such as example.com,example.se',
    schema: list
      .transform(parts => parts.map(part => part.toLowerCase()))
      .refine(parts => parts.every(part => /^[^\s@/]+\.[^\s@/]+$/.test(part)))
      .prefault(''),
  },
  KOPPLA_SSO_CLAIM: {
    describe: 'What the provider must say of a person who may sign in this way; of a list, one entry.',
    allowed: 'a claim and its value, such as groups=koppla',
    schema: z
      .string()
      .regex(/^[^=\s]+=.+$/)
      .transform(text => ({ name: text.slice(0, text.indexOf('=')), value: text.slice(text.indexOf('=') + 1) }))
      .optional(),
  },
  KOPPLA_SSO_TRUST_EMAIL: {
    describe:
      'Whether an e-mail counts as verified where the provider does not say: only if it hands out the addresses itself, such as your own Microsoft Entra tenant.',
    allowed: 'yes or no',
    schema: z.enum(['yes', 'no']).default('no'),
  },
  KOPPLA_SSO_NEW_PEOPLE: {
    describe:
      'What becomes of people who are not users yet: refused, or added with this role. KOPPLA_SSO_DOMAINS or KOPPLA_SSO_CLAIM is then needed.',
    allowed: 'refuse, viewer or support',
    schema: z.enum(['refuse', 'viewer', 'support']).default('refuse'),
  },
} as const

type Values = { [N in keyof typeof ssoTable]: z.output<(typeof ssoTable)[N]['schema']> }

/** @throws StartError where settings are missing that others need */
export function readSso(values: Values): SsoSettings | undefined {
  const { KOPPLA_SSO_ISSUER: issuer, KOPPLA_SSO_CLIENT_ID: clientId, KOPPLA_SSO_CLIENT_SECRET: clientSecret } = values
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new StartError(
      'KOPPLA_SSO_ISSUER, KOPPLA_SSO_CLIENT_ID and KOPPLA_SSO_CLIENT_SECRET go together; set all three, or none.',
    )
  const { KOPPLA_SSO_DOMAINS: domains, KOPPLA_SSO_CLAIM: claim, KOPPLA_SSO_NEW_PEOPLE: newPeople } = values
  if (newPeople !== 'refuse' && domains.length === 0 && claim === undefined)
    throw new StartError(
      `KOPPLA_SSO_NEW_PEOPLE is "${newPeople}", which would let in everybody the provider knows; set KOPPLA_SSO_DOMAINS or KOPPLA_SSO_CLAIM too.`,
    )
  return {
    issuer,
    clientId,
    clientSecret,
    label: values.KOPPLA_SSO_LABEL,
    scopes: values.KOPPLA_SSO_SCOPES,
    domains,
    claim,
    trustEmail: values.KOPPLA_SSO_TRUST_EMAIL === 'yes',
    newPeople,
  }
}
