import type { Context } from './context.ts'
import { ConnectorError } from './errors.ts'

/** A person is waiting: a store that takes longer is not asked again, and the check that runs into this is the last one. */
const patienceMs = 20_000

/** For checks: asks once and not for long. Only a connection that was dropped, as an old one may be, is tried anew. */
export function impatient(context: Context): Context {
  const { http } = context
  const hurry = { attempts: 1, timeoutMs: patienceMs }
  const send: typeof http.send = request => {
    const ask = () => http.send({ ...request, ...hurry })
    return ask().catch((error: unknown) => (isDropped(error) ? ask() : Promise.reject(error)))
  }
  return { ...context, http: { ...http, send } }
}

const isDropped = (error: unknown): boolean => error instanceof ConnectorError && error.code === 'reset'
