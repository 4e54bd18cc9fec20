import { z } from 'zod'
import { findConnected } from '../../connections/connected.ts'
import { cronPreset } from '../../schedules/presets.ts'
import { defaultSchedule } from '../../schedules/schedule.ts'
import type { AnyConnector, Entity, Field } from '../../sdk/index.ts'
import { ConnectorAnswer } from '../api/connectors.ts'
import type { AddRoutes } from '../server.ts'
import { redirectUriOf } from './authorizations.ts'

export const addConnectorRoutes: AddRoutes = (app, { registry, publicUrl, seenBy }) => {
  const schema = {
    summary: 'The systems that can be connected, with the fields of their forms',
    response: { 200: z.object({ items: z.array(ConnectorAnswer) }) },
  }
  app.get('/connectors', { config: { role: 'viewer' }, schema }, async request => {
    const redirectUri = redirectUriOf(request, publicUrl)
    const connected = await findConnected(seenBy(request).db, [...registry.keys()])
    const describe = (one: AnyConnector) => describeConnector(one, redirectUri)
    return { items: [...registry.values()].map(one => ({ ...describe(one), connected: connected.has(one.id) })) }
  })
}

function describeConnector(connector: AnyConnector, redirectUri: string): Omit<ConnectorAnswer, 'connected'> {
  const { id, name, apiVersion, docsUrl, fields, entities } = connector
  return {
    id,
    name,
    apiVersion,
    docsUrl,
    fields: Object.entries<Field>(fields).map(showField),
    authorization: describeAuthorization(connector, redirectUri),
    entities: entities.flatMap(describeEntity),
  }
}

function describeAuthorization({ authorization }: AnyConnector, redirectUri: string): ConnectorAnswer['authorization'] {
  if (authorization === undefined) return null
  const { label, needs, fills } = authorization
  return { label, needs: [...needs], fills: [...fills], redirectUri }
}

function describeEntity({ name, label, import: imported, lookups, summarise }: Entity): ConnectorAnswer['entities'] {
  if (imported === undefined) return []
  const { startsAtOrderStart } = imported
  return [
    {
      ...{ name, label, startsAtOrderStart, defaultSchedule: describeDefault(name) },
      lookups: describeLookups(lookups),
      seals: summarise !== undefined,
    },
  ]
}

const describeLookups = (lookups: Entity['lookups'] = {}) =>
  Object.entries(lookups).map(([name, { label }]) => ({ name, label }))

/** Without the minute, which is another for each connection. */
function describeDefault(entity: string) {
  return cronPreset(defaultSchedule(entity, '', 'UTC').cron)?.kind === 'hourly'
    ? { en: 'Every hour', sv: 'Varje timme' }
    : { en: 'Every day, at night', sv: 'Varje dag, nattetid' }
}

const showField = ([name, { schema: _, choices, ...field }]: [string, Field]) => ({
  name,
  ...field,
  ...(choices && { choices: Object.entries(choices).map(([value, label]) => ({ value, label })) }),
})
