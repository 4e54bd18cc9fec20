import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { apiPath } from '../../api/client.ts'
import type { OrderItem } from '../../api/types.ts'
import type { Search } from '../../app/router.tsx'
import { ColumnChooser, fieldsOf, type ListColumn, tableOf, useColumns } from '../../parts/columns.tsx'
import { startOfDay } from '../../parts/days.ts'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, Page } from '../../parts/page-states.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { ZonesNote } from '../../parts/time.tsx'
import { FilterBar } from './filter-bar.tsx'

interface RecordListProps<Row> {
  readonly list: 'orders' | 'invoices' | 'products' | 'customers'
  readonly columns: readonly ListColumn<Row>[]
  /** What it may be filtered by beside words and the connection. */
  readonly children?: (filters: Search, setFilter: (change: Search) => void) => ReactNode
}

/** A list of records: filtered, in the columns that were chosen, and exported as it is seen. */
export function RecordList<Row extends Pick<OrderItem, 'id' | 'timeZone'>>({
  list,
  columns: all,
  children,
}: RecordListProps<Row>) {
  const { t } = useTranslation()
  const path = `/${list}`
  const { filters, setFilter, clear } = useFilters(path)
  const { createdFrom, createdBefore } = filters
  const asked = { ...filters, createdFrom: startOfDay(createdFrom), createdBefore: startOfDay(createdBefore) }
  const query = usePaged<Row>(path, asked)
  const filtered = Object.values(filters).some(Boolean)
  const columns = useColumns(list, all)
  const title = t(`data.${list}.title`)
  const actions = (
    <>
      <ColumnChooser columns={columns} />
      <Button
        component="a"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        href={apiPath(`${path}.csv`, { ...asked, columns: fieldsOf(columns) })}
        title={t('data.csvWhat')}
        download
      >
        {t('data.csv')}
      </Button>
    </>
  )
  return (
    <Page title={title} actions={actions}>
      <FilterBar filters={filters} setFilter={setFilter} clear={clear} hint={t(`data.${list}.searchHint`)}>
        {children?.(filters, setFilter)}
      </FilterBar>
      <PagedTable
        label={title}
        note={<ZonesNote of={query.data?.pages.flatMap(({ items }) => items) ?? []} />}
        query={query}
        {...tableOf(columns)}
        keyOf={one => one.id}
        empty={
          <Empty
            title={t(filtered ? 'data.noneMatch' : `data.${list}.none`)}
            action={!filtered && <Go to="/settings/connectors">{t('start.allConnections')}</Go>}
          >
            {filtered ? undefined : t(`data.${list}.noneWhy`)}
          </Empty>
        }
      />
    </Page>
  )
}
