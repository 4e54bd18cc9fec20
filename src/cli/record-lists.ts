import { type Cell, when } from './output.ts'

export type Row = Record<string, unknown>
export type Columns = Readonly<Record<string, (row: Row) => Cell>>

interface List {
  /** What a list shows on a terminal; --json and --csv give everything. */
  readonly columns: Columns
  /** Flag → what it is called in the API, and what it means. */
  readonly filters: Readonly<Record<string, readonly [query: string, words: string]>>
  /** One of them can be shown by its id. */
  readonly one?: boolean
  /** All that match can be had as CSV. */
  readonly csv?: boolean
}

const field = (name: string) => (row: Row) => row[name] as Cell
const time = (name: string) => (row: Row) => when(row[name])
const gone = (row: Row) => (row['deletedAt'] === null ? '' : 'gone')

const created = {
  '--from <date>': ['createdFrom', 'created at or after'],
  '--before <date>': ['createdBefore', 'created before'],
} as const
const status = { '--status <status>': ['status', 'only with this status'] } as const
const entity = { '--entity <entity>': ['entity', 'only of this entity'] } as const

export const lists: Readonly<Record<string, List>> = {
  orders: {
    columns: {
      number: field('number'),
      created: time('createdAt'),
      status: row => `${row['status']}${row['deletedAt'] ? ' (gone)' : ''}`,
      total: row => `${row['total']} ${row['currency']}`,
      customer: field('customerName'),
      'e-mail': field('email'),
      warning: row => (row['moneyWarning'] === null ? '' : '!'),
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: number, e-mail, name, sku'],
      ...status,
      '--number <number>': ['number', 'exactly this number'],
      '--email <address>': ['email', 'exactly this e-mail'],
      '--customer <externalId>': ['customerExternalId', 'only of the customer with this id in the store'],
      ...created,
    },
    one: true,
    csv: true,
  },
  invoices: {
    columns: {
      number: field('number'),
      issued: field('issuedOn'),
      due: field('dueOn'),
      status: row => `${row['status']}${row['deletedAt'] ? ' (gone)' : ''}`,
      total: row => `${row['total']} ${row['currency']}`,
      balance: field('balance'),
      order: field('orderNumber'),
      customer: field('customerName'),
      warning: row => (row['moneyWarning'] === null ? '' : '!'),
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: number, order, payment reference, e-mail, name, sku'],
      '--kind <kind>': ['kind', 'invoice or credit_note'],
      ...status,
      '--number <number>': ['number', 'exactly this number'],
      '--order <externalId>': ['orderExternalId', 'only of the order with this id in the store'],
      '--customer <externalId>': ['customerExternalId', 'only of the customer with this id in the store'],
      '--from <date>': ['issuedFrom', 'issued on this day or after'],
      '--before <date>': ['issuedBefore', 'issued before this day'],
      '--due <date>': ['dueBefore', 'due before this day'],
    },
    one: true,
    csv: true,
  },
  products: {
    columns: {
      name: field('name'),
      type: field('type'),
      sku: field('sku'),
      status: field('status'),
      '': gone,
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: name, sku'],
      ...status,
      '--sku <sku>': ['sku', 'exactly this sku'],
      '--collection <externalId>': ['collectionExternalId', 'only of the category with this id in the store'],
      ...created,
    },
    one: true,
    csv: true,
  },
  customers: {
    columns: {
      'e-mail': field('email'),
      first: field('firstName'),
      last: field('lastName'),
      company: field('company'),
      'id in the store': field('externalId'),
      '': gone,
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: e-mail, name, company'],
      '--email <address>': ['email', 'exactly this e-mail'],
      ...created,
    },
    one: true,
    csv: true,
  },
  shipments: {
    columns: {
      order: field('orderNumber'),
      carrier: field('carrier'),
      tracking: field('trackingNumber'),
      shipped: time('shippedAt'),
      '': gone,
    },
    filters: {
      '--tracking <number>': ['trackingNumber', 'exactly this tracking number'],
      '--order <externalId>': ['orderExternalId', 'only of the order with this id in the store'],
      ...created,
    },
    csv: true,
  },
  stock: {
    columns: {
      sku: field('sku'),
      variant: field('variantExternalId'),
      quantity: field('quantity'),
      status: field('status'),
    },
    filters: {
      '--sku <sku>': ['sku', 'exactly this sku'],
      ...status,
      '--product <externalId>': ['productExternalId', 'only of the product with this id in the store'],
    },
    csv: true,
  },
  accounts: {
    columns: {
      number: field('number'),
      description: field('description'),
      year: row => `${row['yearFrom']}–${row['yearTo']}`,
      opening: field('openingBalance'),
      active: row => (row['active'] ? '' : 'no'),
      '': gone,
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: number, description, SRU code'],
      '--year <externalId>': ['yearExternalId', 'only of the financial year with this id in the system'],
      '--number <number>': ['number', 'exactly this number'],
      '--active <yes>': ['active', 'true: only those that may be booked on; false: the others'],
    },
    one: true,
    csv: true,
  },
  vouchers: {
    columns: {
      voucher: row => `${row['series']} ${row['number']}`,
      day: field('transactionOn'),
      description: field('description'),
      total: row => `${row['total']} ${row['currency']}`,
      '': gone,
      id: field('id'),
    },
    filters: {
      '--search <words>': ['q', 'words that begin with these: series and number, description, reference'],
      '--year <externalId>': ['yearExternalId', 'only of the financial year with this id in the system'],
      '--series <series>': ['series', 'only of this series'],
      '--number <number>': ['number', 'exactly this number'],
      '--account <number>': ['accountNumber', 'only with a row on this account'],
      '--from <date>': ['transactionFrom', 'of this day or after'],
      '--before <date>': ['transactionBefore', 'of before this day'],
    },
    one: true,
    csv: true,
  },
  rejections: {
    columns: {
      entity: field('entity'),
      record: field('externalId'),
      state: field('state'),
      reason: field('reason'),
      seen: time('lastSeenAt'),
      id: field('id'),
    },
    filters: { ...entity, '--state <state>': ['state', 'open, superseded or dismissed'] },
    one: true,
  },
  events: {
    columns: {
      position: field('position'),
      at: time('at'),
      entity: field('entity'),
      record: field('externalId'),
      change: field('change'),
    },
    filters: entity,
  },
}

export const collectionColumns: Columns = {
  name: field('name'),
  products: field('productCount'),
  within: field('parentExternalId'),
  'id in the store': field('externalId'),
}

export const variantColumns: Columns = {
  name: field('name'),
  sku: field('sku'),
  price: row => priceOf(row['price'] as Row),
  stock: row => stockOf(row['stock'] as Row),
  'id in the store': field('externalId'),
}

const priceOf = ({ current, currency }: Row): Cell =>
  current === null ? null : [current, currency].filter(Boolean).join(' ')
const stockOf = ({ quantity, status }: Row): Cell => (quantity ?? status) as Cell
