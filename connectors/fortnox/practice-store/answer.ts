import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { admit, refuseHeaders, refuseScope } from './access.ts'
import { articles } from './articles.ts'
import { accounts, financialYears, voucherSeries, vouchers } from './books.ts'
import { answerConsent } from './consent.ts'
import { customers } from './customers.ts'
import { invoices } from './invoices.ts'
import { answerToken } from './oauth.ts'
import { orders } from './orders.ts'
import { payments } from './payments.ts'
import { badCharacters, noIdentifier, noRoute, onlyRead } from './refusals.ts'
import type { Call, Resource } from './resource.ts'
import type { Scope } from './scopes.ts'
import { type Single, singles, smallLists } from './settings.ts'
import { sendDocument } from './side-effects.ts'
import { answerSie } from './sie.ts'
import type { State } from './state.ts'

const all: readonly Resource[] = [
  ...[articles, customers, orders, invoices, payments, accounts, vouchers, voucherSeries, financialYears],
  ...smallLists,
]
const resources = new Map(all.map(one => [one.path, one]))

/** All that Fortnox answers: consent and tokens, and what stands below `/3/`. */
export function answerFortnox(state: State, asked: Asked): Answer {
  if (asked.path === '/oauth-v1/auth') return answerConsent(state, asked)
  if (asked.path === '/oauth-v1/token' || asked.path === '/oauth-v1/revoke') return answerToken(state, asked)
  const [, path] = /^\/3\/(.+?)\/?$/.exec(asked.path) ?? []
  return path === undefined ? { status: 404, body: 'Not Found' } : answerApi(state, asked, path)
}

function answerApi(state: State, asked: Asked, path: string): Answer {
  const admitted = admit(state, asked)
  if (!('app' in admitted)) return admitted
  const keys = decode(path)
  const route = keys && findRoute(keys, asked.method)
  if (!route) return noRoute
  const refused = refuseHeaders(asked, keys[0] === 'sie') ?? refuseScope(state, admitted, route.scope)
  if (refused) return refused
  if (asked.method !== 'GET') return onlyRead
  return route.answer({ state, query: asked.query })
}

function decode(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return null
  }
}

interface Route {
  readonly scope: Scope
  readonly answer: (call: Call) => Answer
}

function findRoute(keys: readonly string[], method: string): Route | undefined {
  const [name = '', ...rest] = keys
  if (name === 'sie') return { scope: 'bookkeeping', answer: call => answerSie(call, rest) }
  const single: Single | undefined = singles[keys.join('/')]
  if (single) return { scope: single.scope, answer: call => single.answer(call) }
  const resource = resources.get(name)
  if (!resource) return undefined
  const { scope, list, read } = resource
  if (rest.length === 0) return { scope, answer: list }
  if (method === 'GET' && sendDocument.knows(keys)) return { scope, answer: call => sendDocument.answer(call, keys) }
  return read && { scope, answer: call => answerOne(read, call, rest) }
}

function answerOne(read: NonNullable<Resource['read']>, call: Call, keys: readonly string[]): Answer {
  if (keys.some(key => key === '')) return noIdentifier
  return [...call.query.values()].some(value => /[<>]/.test(value)) ? badCharacters : read(call, keys)
}
