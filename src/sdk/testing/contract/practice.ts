import type { Test } from 'tap'
import type { AnyConnector } from '../../connector.ts'
import type { Context } from '../../context.ts'
import type { Entity, Import, Window } from '../../entity.ts'
import { createRedactor } from '../../http/redact.ts'
import { createHttp } from '../../http.ts'
import { createLimiter } from '../../rate-limit.ts'
import { keepAlone } from '../../shared.ts'
import { type Answer, type Asked, type PracticeServer, startPracticeServer } from '../practice-server.ts'
import type { PracticeStore, Scenario } from '../practice-store.ts'
import { createQuickTimer, type QuickTimer } from '../quick-timer.ts'

export type FormValues = Readonly<Record<string, string>>
/** Stands between the store and the connector, and may change what is said. */
export type Meddle = (asked: Asked, answer: Answer) => Answer

/** A connector put to a fresh practice store. */
export interface Practice {
  readonly connector: AnyConnector
  readonly scenario: Scenario
  readonly store: PracticeStore
  readonly server: PracticeServer
  readonly values: FormValues
  readonly facts: object
  readonly timer: QuickTimer
  readonly context: Context
  readonly client: () => unknown
  readonly meddle: (meddle: Meddle | null) => void
  readonly abort: (reason: Error) => void
  /** Fails the test when a secret of the form stands in `told`, in any form that secrets travel in. */
  readonly keepsSecrets: (told: unknown, what: string) => void
}

export interface Put {
  readonly connector: AnyConnector
  readonly scenario: Scenario
}

/** One entity of it, and how it is imported. */
export interface Subject extends Practice {
  readonly entity: Entity
  // biome-ignore lint/suspicious/noExplicitAny: the kit handles entities of every shape
  readonly imports: Import<any, any, any, any, any>
}

export async function practise(t: Test, { connector, scenario }: Put): Promise<Practice> {
  const store = scenario.start()
  let meddle: Meddle | null = null
  const answer = async (asked: Asked) => {
    const genuine = await store.answer(asked)
    return meddle?.(asked, genuine) ?? genuine
  }
  const server = await startPracticeServer(answer, { clock: store.clock })
  t.teardown(server.close)
  const values = scenario.values(server.baseUrl)
  const facts = scenario.facts(server.baseUrl)
  const run = new AbortController()
  const timer = createQuickTimer()
  const context = openContext(t, { connector, values, signal: run.signal, timer })
  return {
    ...{ connector, scenario, store, server, values, facts, timer, context },
    client: () => connector.client(values, facts, context),
    abort: reason => run.abort(reason),
    meddle: next => {
      meddle = next
    },
    keepsSecrets: (told, what) => {
      const text = asText(told)
      t.equal(createRedactor(secretsOf(connector, values))(text), text, `no secret is told: ${what}`)
    },
  }
}

interface Opening {
  readonly connector: AnyConnector
  readonly values: FormValues
  readonly signal: AbortSignal
  readonly timer: QuickTimer
}

/** What the core would lend, without a wait and with nothing blotted out: the connector itself is to keep its secrets. */
function openContext(t: Test, { connector, values, signal, timer }: Opening): Context {
  const limiter = createLimiter(connector.rateLimit, timer)
  const http = createHttp({ signal, limiter, timer, secrets: [], allowAddresses: ['127.0.0.0/8'], random: () => 0 })
  t.teardown(http.close)
  const redact = createRedactor(secretsOf(connector, values))
  const tell = (...line: unknown[]) => {
    const text = asText(line)
    t.equal(redact(text), text, 'no secret is told: in the log')
  }
  return { http, signal, log: { info: tell, warn: tell }, now: () => new Date(), shared: keepAlone() }
}

export function secretsOf({ fields }: AnyConnector, values: FormValues): string[] {
  return Object.entries<{ secret: boolean }>(fields).flatMap(([key, { secret }]) => (secret ? (values[key] ?? []) : []))
}

function asText(told: unknown): string {
  if (!(told instanceof Error)) return JSON.stringify(told) ?? ''
  return [told.stack, JSON.stringify({ ...told }), told.cause === undefined ? '' : asText(told.cause)].join('\n')
}

/** From the beginning up to now, by the store's clock. */
export const everything = ({ store }: Practice): Window => ({
  since: null,
  until: store.clock.now().toISOString(),
  createdFrom: null,
  createdBefore: null,
})
