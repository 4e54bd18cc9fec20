import type { AnyConnector, Registry } from '../src/sdk/index.ts'
import { woocommerce } from './woocommerce/index.ts'

/** THE registry: a connector is one line here and one folder beside it. */
const connectors: readonly AnyConnector[] = [woocommerce]

export const registry: Registry = new Map(connectors.map(connector => [connector.id, connector]))
