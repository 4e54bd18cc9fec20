import { useEffect, useRef, useState } from 'react'
import { ApiError, get, send } from '../../api/client.ts'
import type { Authorization, AuthorizationBegun, Connector } from '../../api/types.ts'

type Values = Readonly<Record<string, string>>

/** What has been asked for, and nobody has answered yet. */
interface Asked {
  readonly id: string
  readonly url: string
  /** The browser opened no window. */
  readonly blocked: boolean
}

/** Where asking for consent stands. */
export interface Consent {
  readonly isAsking: boolean
  readonly asked?: Asked
  readonly outcome?: Authorization
  readonly failure?: unknown
}

const nothing: Consent = { isAsking: false }
/** The page that ends it says so at once; this is for when nobody hears it. */
const lookAgainMs = 3_000

/**
 * Asks for consent in a window of its own. Our pages are severed from any window that shows another site, so it can be
 * neither watched nor closed from here: the API is asked how it ended.
 */
export function useConsent(onGranted: (fields: Values, authorizationId: string | undefined) => void) {
  const [consent, setConsent] = useState(nothing)
  const tell = useRef(onGranted)
  tell.current = onGranted
  const id = consent.asked?.id
  useEffect(() => {
    if (id === undefined) return
    return waitFor(id, end => {
      setConsent({ ...nothing, ...end })
      const { fields, holdsSecret } = end.outcome ?? {}
      if (fields) tell.current(fields, holdsSecret ? id : undefined)
    })
  }, [id])

  /** In the click itself, for else the browser opens no window. */
  async function begin(connector: Connector, credential: Values): Promise<void> {
    const popup = window.open('', 'koppla-consent', 'popup,width=600,height=760')
    setConsent({ isAsking: true })
    try {
      const body = { externalSystem: connector.id, credential }
      const begun = await send<AuthorizationBegun>('POST', '/authorizations', body)
      popup?.location.replace(begun.url)
      setConsent({ isAsking: false, asked: { ...begun, blocked: popup === null } })
    } catch (failure) {
      popup?.close()
      setConsent({ isAsking: false, failure })
    }
  }

  function cancel(): void {
    // What nobody waits for ends by itself as well.
    if (id !== undefined) void send('DELETE', `/authorizations/${id}`).catch(() => {})
    setConsent(nothing)
  }

  return { consent, begin, cancel }
}

type End = Pick<Consent, 'outcome' | 'failure'>

/** Looks until it has ended, and tells how. Gives what stops it. */
function waitFor(id: string, tell: (end: End) => void): () => void {
  const leaving = new AbortController()
  const { signal } = leaving
  const end = (how: End) => {
    if (signal.aborted) return
    leaving.abort()
    tell(how)
  }
  const look = () =>
    get<Authorization>(`/authorizations/${id}`, {}, signal)
      .then(outcome => outcome.state !== 'pending' && end({ outcome }))
      .catch((failure: unknown) => isFinal(failure) && end({ failure }))
  const channel = new BroadcastChannel('koppla.authorizations')
  channel.onmessage = ({ data }) => data === id && void look()
  const timer = setInterval(look, lookAgainMs)
  signal.addEventListener('abort', () => {
    channel.close()
    clearInterval(timer)
  })
  return () => leaving.abort()
}

/** Koppla may be away for a moment; what it refuses stays refused. */
const isFinal = (failure: unknown): boolean =>
  failure instanceof ApiError && failure.status >= 400 && failure.status < 500
