import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionChoicesQuery } from '../../api/queries.ts'
import type { CustomerItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { Go } from '../../parts/go.tsx'
import { Moment } from '../../parts/time.tsx'

/** What every record has. */
type AnyItem = Pick<
  CustomerItem,
  | 'connectionId'
  | 'connectionName'
  | 'practice'
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
        show: one => (one[field] ? <Moment at={one[field]} /> : '–'),
      }),
    ),
    {
      name: 'externalId',
      title: t('data.externalId'),
      fields: ['externalId'],
      wide: true,
      show: one => one.externalId,
    },
  ]
}
