import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { connectionChoicesQuery } from '../../api/queries.ts'
import type { CustomerItem, ProductItem } from '../../api/types.ts'
import { StateBadge } from '../../parts/badges.tsx'
import type { ListColumn } from '../../parts/columns.tsx'
import { Go } from '../../parts/go.tsx'
import { Moment } from '../../parts/time.tsx'

/** What every record has. */
type AnyItem = Pick<
  CustomerItem,
  | 'connectionId'
  | 'connectionName'
  | 'practice'
  | 'timeZone'
  | 'externalId'
  | 'createdAt'
  | 'modifiedAt'
  | 'importedAt'
  | 'changedAt'
>

const times = [
  ['created', 'createdAt'],
  ['modified', 'modifiedAt'],
  ['imported', 'importedAt'],
  ['changed', 'changedAt'],
] as const

/** What is written as it is. Named as its field, unless told otherwise. */
export const textColumn = <Field extends string>(
  field: Field,
  title: string,
  more: Partial<ListColumn<Readonly<Record<Field, string | null>>>> = {},
): ListColumn<Readonly<Record<Field, string | null>>> => ({
  name: field,
  title,
  fields: [field],
  show: one => one[field] ?? '–',
  ...more,
})

/** In one line, whose end may have to give way. */
export const emailColumn = (t: TFunction, wide: boolean) =>
  textColumn('email', t('data.orders.email'), {
    usual: true,
    wide,
    show: ({ email }) =>
      email === null ? (
        '–'
      ) : (
        <span className="one-line" title={email}>
          {email}
        </span>
      ),
  })

/** In our words; in those of the store there is another. */
export const statusColumn = (t: TFunction): ListColumn<Pick<ProductItem, 'status' | 'deletedAt'>> => ({
  name: 'status',
  title: t('data.status'),
  fields: ['status', 'deletedAt'],
  usual: true,
  show: one => <StateBadge state={one.deletedAt ? 'deleted' : one.status} />,
})
export const externalStatusColumn = (t: TFunction) =>
  textColumn('externalStatus', t('data.externalStatus'), { wide: true })

/** Where a record is from and when: the columns that every list of records offers beside its own. */
export function useRecordColumns(usualTime: (typeof times)[number][0] | null): ListColumn<AnyItem>[] {
  const { t } = useTranslation()
  const connections = useQuery(connectionChoicesQuery('')).data?.items ?? []
  return [
    {
      name: 'connection',
      title: t('data.connection'),
      fields: ['connectionName', 'practice'],
      wide: true,
      usual: connections.length > 1 || connections.some(one => one.practice),
      show: one => (
        <Go to={`/settings/connectors/${one.connectionId}`} className="quiet-link">
          {one.connectionName}
        </Go>
      ),
    },
    ...times.map(
      ([name, field]): ListColumn<AnyItem> => ({
        name,
        title: t(`data.${name}`),
        fields: [field],
        wide: true,
        usual: name === usualTime,
        show: one => (one[field] ? <Moment at={one[field]} timeZone={one.timeZone} /> : '–'),
      }),
    ),
    textColumn('externalId', t('data.externalId'), { wide: true }),
  ]
}
