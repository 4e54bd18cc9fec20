import { hex } from '../../../src/sdk/testing/index.ts'

export type Role = 'administrator' | 'shop_manager' | 'editor' | 'customer'

export interface Key {
  readonly key: string
  readonly secret: string
  readonly permissions: 'read' | 'write' | 'read_write'
  readonly role: Role
}

export interface Keys {
  readonly readWrite: Key
  readonly readOnly: Key
  readonly writeOnly: Key
  readonly customer: Key
  readonly editor: Key
  readonly manager: Key
}

export function makeKeys(seed: number): Keys {
  const make = (name: string, permissions: Key['permissions'], role: Role): Key => ({
    key: `ck_${hex(40, seed, name)}`,
    secret: `cs_${hex(40, seed, name, 'secret')}`,
    permissions,
    role,
  })
  return {
    readWrite: make('readWrite', 'read_write', 'administrator'),
    readOnly: make('readOnly', 'read', 'administrator'),
    writeOnly: make('writeOnly', 'write', 'administrator'),
    customer: make('customer', 'read_write', 'customer'),
    editor: make('editor', 'read_write', 'editor'),
    manager: make('manager', 'read_write', 'shop_manager'),
  }
}
