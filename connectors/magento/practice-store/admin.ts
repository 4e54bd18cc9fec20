import { hex } from '../../../src/sdk/testing/index.ts'
import { fail, isMissing, type Json, ok, type Reply } from './request.ts'
import type { Route } from './routes.ts'
import type { State } from './state.ts'

/** The one administrator of every practice shop, and what their phone shows. */
export const administrator = { username: 'admin', password: 'practice-passw0rd', otp: '220279' } as const

const HOUR_MS = 3_600_000

function checkPassword(json: Json): Reply | null {
  const missing = ['username', 'password'].find(name => json[name] === undefined)
  if (missing) return isMissing(missing)
  if (json['username'] === administrator.username && json['password'] === administrator.password) return null
  const what = 'The account sign-in was incorrect or your account is disabled temporarily.'
  return fail(401, `${what} Please wait and try again later.`)
}

/** A JSON Web Token, to look at; good for an hour. */
function giveToken(state: State): Reply {
  const until = state.clock.now().getTime() + HOUR_MS
  const token = ['eyJhbGciOiJIUzI1NiJ9', hex(40, until, state.adminTokens.size), hex(43, until, 'signature')].join('.')
  state.adminTokens.set(token, until)
  return ok(token)
}

/** With two-factor sign-in, which every stock shop has on, there is no token here whatever the password. */
const refusals: Readonly<Record<Exclude<State['twoFactor'], 'off'>, () => Reply>> = {
  no_provider: () => fail(400, 'Please ask an administrator with sufficient access to configure 2FA first'),
  not_set_up: () =>
    fail(
      400,
      'You are required to configure personal Two-Factor Authorization in order to login. Please check your email.',
      { providers: ['google'], active_providers: [] },
    ),
  set_up: () =>
    fail(400, 'Please use the 2fa provider-specific endpoints to obtain a token.', { active_providers: ['google'] }),
}

export const adminRoutes: readonly Route[] = [
  {
    ...{ path: '/V1/integration/admin/token', method: 'POST', resource: 'anonymous' },
    answer: ({ state, json }) =>
      checkPassword(json) ?? (state.twoFactor === 'off' ? giveToken(state) : refusals[state.twoFactor]()),
  },
  {
    ...{ path: '/V1/tfa/provider/google/authenticate', method: 'POST', resource: 'anonymous' },
    exists: ({ twoFactor }) => twoFactor !== 'off',
    answer: ({ state, json }) =>
      checkPassword(json) ?? (json['otp'] === administrator.otp ? giveToken(state) : fail(401, 'Invalid code.')),
  },
]
