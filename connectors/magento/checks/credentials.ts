import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import { modulesRoute } from '../client.ts'
import type { Credential } from '../fields.ts'
import { type MagentoCheck, type MagentoSession, passed, type Result, tryClient } from './check.ts'

export const Modules = z.array(z.string())

/** Every live integration may ask this, whatever else it may do. */
const askModules = (session: MagentoSession, signedOrigin?: string, credential: Partial<Credential> = {}) =>
  attempt(tryClient(session, signedOrigin === undefined ? {} : { signedOrigin }, credential).get(modulesRoute, Modules))

export const keyCheck: MagentoCheck = {
  id: 'credentials.key',
  title: 'The integration is accepted',
  field: 'apiUrl',
  run: async session => {
    const modules = await askModules(session)
    if (!(modules instanceof ConnectorError)) return accepted(modules)
    if (modules.code === 'bad_signature') return (await behindProxy(session)) ?? wrongSecret
    if (modules.code === 'not_recognised') return await unrecognised(session)
    throw modules
  },
}

const accepted = (modules: readonly string[]): Result =>
  passed(`${modules.length} modules`, { hasSources: modules.includes('Magento_InventoryApi') })

/** The addresses that PHP may take itself for behind a proxy: without TLS, without the port, or both. */
function otherOrigins({ protocol, hostname, port }: URL): string[] {
  const schemes = protocol === 'https:' ? ['https:', 'http:'] : ['http:', 'https:']
  const hosts = port === '' ? [hostname] : [`${hostname}:${port}`, hostname]
  return schemes.flatMap(scheme => hosts.map(host => `${scheme}//${host}`)).slice(1)
}

/** A proxy that hides https or the port makes every signature wrong: the store then accepts one made over what it sees. */
async function behindProxy(session: MagentoSession): Promise<Result | undefined> {
  const asked = new URL(session.found.signedOrigin ?? session.values.apiUrl)
  for (const signedOrigin of otherOrigins(asked)) {
    const modules = await askModules(session, signedOrigin)
    if (modules instanceof ConnectorError) continue
    const found = { signedOrigin, hasSources: modules.includes('Magento_InventoryApi') }
    const hidden = new URL(signedOrigin).protocol === asked.protocol ? portHidden : httpsHidden
    return { ...hidden, found }
  }
  return undefined
}

const httpsHidden = {
  status: 'warning' as const,
  diagnosis:
    'The values are right, but a proxy in front of Magento ends https, and Magento takes our requests for plain http. They are signed for that.',
  remedy:
    'It works as it is. To put it right, ask the web host to pass the header X-Forwarded-Proto on to Magento; then verify again.',
  field: 'apiUrl',
}

const portHidden = {
  status: 'warning' as const,
  diagnosis:
    'The values are right, but the web server hides the port of the address from Magento. Requests are signed without it.',
  remedy:
    'It works as it is. To put it right, ask the web host to pass the whole Host header on to PHP; then verify again.',
  field: 'apiUrl',
}

const wrongSecret: Result = {
  status: 'failed',
  diagnosis:
    'The store knows consumer key and access token, but one of the two secrets does not belong to them. That a proxy hides https or the port was tried: it is not that; one that changes the host name is still possible.',
  remedy:
    'Copy consumer secret and access token secret again: System > Extensions > Integrations, open the integration. If they are gone, choose Reauthorize and enter all four values.',
  field: 'secret',
}

const nobody = '0'.repeat(32)

/** The same is said to nobody and to an integration that is switched off; a consumer that nobody has gets other words. */
async function unrecognised(session: MagentoSession): Promise<Result> {
  if (session.values.way === 'bearer') return bearerRefused
  const stranger = await askModules(session, undefined, { consumerKey: nobody })
  return stranger instanceof ConnectorError && stranger.code === 'unknown_consumer' ? inactive : headerDropped
}

const bearerRefused: Result = {
  status: 'failed',
  diagnosis:
    'The store does not take this access token alone: it is unknown or its integration is switched off, or, as in every store since 2.4.4 unless it was changed, the store allows no token alone, or the Authorization header does not reach PHP.',
  remedy:
    'Choose the integration with four values instead. Or allow it: Stores > Configuration > Services > OAuth > Consumer Settings, and flush the cache.',
  field: 'accessToken',
}

const inactive: Result = {
  status: 'failed',
  diagnosis: 'The values are right, but the integration is switched off in the store.',
  remedy: 'In the store: System > Extensions > Integrations, choose Activate beside the integration.',
  field: 'accessToken',
}

const headerDropped: Result = {
  status: 'failed',
  diagnosis:
    'What is signed does not reach Magento: the Authorization header is dropped on the way. The values may be right.',
  remedy:
    'Ask the web host to pass the Authorization header on to PHP (in Apache: CGIPassAuth On, or a RewriteRule that sets HTTP_AUTHORIZATION).',
  field: 'apiUrl',
}
