import { z } from 'zod'
import { attempt, ConnectorError } from '../../../src/sdk/index.ts'
import { firstOf, statusOf } from './asked.ts'
import { passed, type Result, tryClient, type WooCheck } from './check.ts'

/** The secret is known to be right by now, so a refused key can only lack the right. `refused`: said in another language. */
const lacksRight = (error: unknown, right: string): boolean =>
  error instanceof ConnectorError && (error.code === right || error.code === 'refused')

const openTheKey =
  'Under WooCommerce > Settings > Advanced > REST API, open the key, set Permissions to Read/Write and save.'

export const readCheck: WooCheck = {
  id: 'permission.read',
  title: 'The key may read',
  field: 'apiUrl',
  run: async session => {
    const answer = await firstOf(session, 'orders')
    if (lacksRight(answer, 'no_read_permission')) return { ...noReading }
    if (answer instanceof ConnectorError && answer.kind === 'auth') throw answer
    return passed('read')
  },
}

const noReading: Result = {
  status: 'failed',
  diagnosis: 'The key may write but not read, so nothing can be imported.',
  remedy: openTheKey,
  field: 'accessToken',
}

/** WooCommerce answers 403 to a user it knows whose role lacks the right, and tells shop managers its own status. */
export const manageCheck: WooCheck = {
  id: 'permission.manage',
  title: 'The key’s user manages the store',
  field: 'apiUrl',
  together: 'store',
  run: async session => {
    const status = await statusOf(session)
    if (!(status instanceof ConnectorError)) return passed('Shop manager or Administrator')
    const lists = [await firstOf(session, 'orders'), await firstOf(session, 'products')]
    if (lists.every(isForbidden)) return notAManager
    return isForbidden(status) ? partlyAManager : passed('may read the store')
  },
}

const isForbidden = (answer: unknown): boolean => answer instanceof ConnectorError && answer.code === 'not_allowed'

const asManager =
  'Under WooCommerce > Settings > Advanced > REST API, add a key and choose as its user a Shop manager or Administrator. Enter both of its values here.'

const notAManager: Result = {
  status: 'failed',
  diagnosis:
    'The key is right, but the user it belongs to may not see the store’s orders and products: the role is too low, such as Customer or Editor.',
  remedy: asManager,
  field: 'accessToken',
}

const partlyAManager: Result = {
  status: 'warning',
  diagnosis: 'The user that the key belongs to may see only a part of the store: the role is lower than Shop manager.',
  remedy: asManager,
  field: 'accessToken',
}

/** An empty batch needs the right to write and changes nothing. */
export const writeCheck: WooCheck = {
  id: 'permission.write',
  title: 'The key may write',
  together: 'store',
  blocking: false,
  run: async session => {
    const answer = await attempt(tryClient(session).post('orders/batch', {}, z.unknown()))
    if (!(answer instanceof ConnectorError)) return passed('read and write')
    if (lacksRight(answer, 'no_write_permission')) return readOnly
    return {
      status: 'warning',
      diagnosis: `Imports work, writing back will not. ${answer.message}`,
      remedy: answer.remedy,
      field: answer.field ?? 'apiUrl',
    }
  },
}

const readOnly: Result = {
  status: 'warning',
  diagnosis: 'The key may only read: imports work, writing back will not.',
  remedy: openTheKey,
  field: 'accessToken',
}
