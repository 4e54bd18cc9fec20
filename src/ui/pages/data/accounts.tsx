import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AccountItem } from '../../api/types.ts'
import type { ListColumn } from '../../parts/columns.tsx'
import { type formatsOf, useFormats } from '../../parts/formats.ts'
import { RecordLink } from '../../parts/record-link.tsx'
import { Choice } from './filter-bar.tsx'
import { textColumn, useRecordColumns } from './record-columns.tsx'
import { RecordList } from './record-list.tsx'
import { YearChoice } from './year-choice.tsx'

type Formats = ReturnType<typeof formatsOf>

/** An account leads to what was booked on it in its year. */
export const accountColumns = (t: TFunction, formats: Formats): ListColumn<AccountItem>[] => [
  {
    name: 'number',
    title: t('data.accounts.number'),
    fields: ['number', 'yearExternalId'],
    fixed: true,
    show: ({ connectionId, yearExternalId, number, practice }) => (
      <RecordLink to="/vouchers" search={{ connectionId, yearExternalId, accountNumber: number }} practice={practice}>
        {number}
      </RecordLink>
    ),
  },
  textColumn('description', t('data.accounts.description'), { usual: true }),
  { ...yearColumn(t, formats), wide: false },
  balance(t('data.accounts.opening'), 'openingBalance', formats),
  balance(t('data.accounts.closing'), 'closingBalance', formats),
  {
    name: 'active',
    title: t('data.accounts.active'),
    fields: ['active'],
    usual: true,
    wide: true,
    show: one => t(one.active ? 'common.yes' : 'common.no'),
  },
  textColumn('sruCode', t('data.accounts.sru'), { wide: true }),
  textColumn('vatCode', t('data.accounts.vat'), { wide: true }),
]

export function yearColumn(t: TFunction, { day }: Formats): ListColumn<Pick<AccountItem, 'yearFrom' | 'yearTo'>> {
  return {
    name: 'year',
    title: t('data.accounts.year'),
    fields: ['yearFrom', 'yearTo'],
    usual: true,
    wide: true,
    show: ({ yearFrom, yearTo }) => `${day(yearFrom, 'UTC')} – ${day(yearTo, 'UTC')}`,
  }
}

function balance(title: string, name: 'openingBalance' | 'closingBalance', { money }: Formats) {
  const show = (one: AccountItem) => (one[name] === null ? '–' : money(one[name], one.currency))
  return { name, title, fields: [name, 'currency'], number: true, usual: name === 'openingBalance', wide: true, show }
}

export function AccountsPage() {
  const { t } = useTranslation()
  const columns = [...accountColumns(t, useFormats()), ...useRecordColumns(null)]
  return (
    <RecordList list="accounts" columns={columns}>
      {filtering => (
        <>
          <YearChoice {...filtering} />
          <Choice
            label={t('data.accounts.active')}
            value={filtering.filters['active']}
            onChange={active => filtering.setFilter({ active })}
            data={[
              { value: 'true', label: t('common.yes') },
              { value: 'false', label: t('common.no') },
            ]}
          />
        </>
      )}
    </RecordList>
  )
}
