import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { apiPath } from '../../api/client.ts'
import type { EntityName, OrderItem } from '../../api/types.ts'
import { ColumnChooser, fieldsOf, type ListColumn, tableOf, useColumns } from '../../parts/columns.tsx'
import { useDayZone } from '../../parts/day-zone.ts'
import { startOfDay } from '../../parts/days.ts'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, NoMatch, Page } from '../../parts/page-states.tsx'
import { PagedTable, usePaged } from '../../parts/table.tsx'
import { ZonesNote } from '../../parts/time.tsx'
import { FilterBar, type Filtering } from './filter-bar.tsx'

interface RecordListProps<Row> {
  readonly list: EntityName
  readonly columns: readonly ListColumn<Row>[]
  /** What it may be filtered by beside words and the connection. */
  readonly children?: (filtering: Filtering) => ReactNode
  /** The filter that what is typed becomes. Default: words, wherever they stand. */
  readonly searchBy?: 'q' | 'trackingNumber' | 'sku'
}

/** A list of records: filtered, in the columns that were chosen, and exported as it is seen. */
export function RecordList<Row extends Pick<OrderItem, 'id' | 'timeZone'>>({
  list,
  columns: all,
  children,
  searchBy = 'q',
}: RecordListProps<Row>) {
  const { t } = useTranslation()
  const path = `/${list}`
  const { filters, setFilter, clear } = useFilters(path)
  const { createdFrom, createdBefore } = filters
  const timeZone = useDayZone(filters['connectionId'])
  const asked = {
    ...filters,
    createdFrom: startOfDay(createdFrom, timeZone),
    createdBefore: startOfDay(createdBefore, timeZone),
  }
  const query = usePaged<Row>(path, asked, { enabled: timeZone !== undefined || !(createdFrom || createdBefore) })
  const filtering = { filters, setFilter, timeZone }
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
      <FilterBar {...filtering} clear={clear} searchBy={searchBy} hint={t(`data.${list}.searchHint`)}>
        {children?.(filtering)}
      </FilterBar>
      <PagedTable
        label={title}
        note={<ZonesNote of={query.data?.pages.flatMap(({ items }) => items) ?? []} />}
        query={query}
        {...tableOf(columns)}
        keyOf={one => one.id}
        empty={
          filtered ? (
            <NoMatch onClear={clear} />
          ) : (
            <Empty
              title={t(`data.${list}.none`)}
              action={<Go to="/settings/connectors">{t('start.allConnections')}</Go>}
            >
              {t(`data.${list}.noneWhy`)}
            </Empty>
          )
        }
      />
    </Page>
  )
}
