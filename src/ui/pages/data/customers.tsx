import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CustomerItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { RecordLink } from '../../parts/record-link.tsx'
import { emailColumn, textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'

export const nameOf = ({ firstName, lastName, email, externalId }: CustomerItem) =>
  [firstName, lastName].filter(Boolean).join(' ') || email || externalId

export const customerColumns = (t: TFunction): ListColumn<CustomerItem>[] => [
  {
    name: 'name',
    title: t('data.customers.name'),
    fields: ['firstName', 'lastName'],
    fixed: true,
    show: one => (
      <RecordLink to={`/customers/${one.id}`} practice={one.practice}>
        {nameOf(one)}
      </RecordLink>
    ),
  },
  emailColumn(t, false),
  textColumn('company', t('data.customers.company'), { usual: true, wide: true }),
  textColumn('phone', t('data.customers.phone'), { wide: true }),
]

export function CustomersPage() {
  const { t } = useTranslation()
  return <RecordList list="customers" columns={[...customerColumns(t), ...useRecordColumns('created')]} />
}
