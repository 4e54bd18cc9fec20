import { Problem } from '../errors.ts'
import { outsideGroup } from './constraint.ts'

export const noSuchConnection = () => new Problem('not_found', 'There is no such connection.')

export function nameTaken(name: string): Problem {
  const message = `Another connection is named “${name}”.`
  return new Problem('conflict', message, {
    remedy: 'Choose another name.',
    fields: [{ path: 'name', message }],
    more: { code: 'name_taken' },
  })
}

const noSuchGroup = ['companyGroupId', 'There is no such company group.'] as const

const places: Readonly<Record<string, readonly [path: string, message: string]>> = {
  connections_warehouse_id_fkey: ['warehouseId', 'There is no such warehouse.'],
  connections_company_group_id_fkey: noSuchGroup,
  api_keys_company_group_id_fkey: noSuchGroup,
  [outsideGroup]: noSuchGroup,
}

/** For a constraint that says that a warehouse or company group is none. */
export function noSuchPlace(constraint: string | undefined): Problem | undefined {
  const [path, message] = places[constraint ?? ''] ?? []
  if (path === undefined || message === undefined) return undefined
  return new Problem('invalid', message, { fields: [{ path, message }] })
}
