import { Button, Group, Text } from '@mantine/core'
import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get, type Query } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { Empty, Loading } from './page-states.tsx'
import { ProblemNote } from './problems.tsx'
import { Section } from './section.tsx'

export interface Column<Row> {
  readonly name: string
  readonly title: ReactNode
  readonly show: (row: Row) => ReactNode
  readonly number?: boolean
  /** Left out where there is little room. */
  readonly wide?: boolean
}

interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Wider than its place if need be; it is then moved sideways. */
  readonly scrolls?: boolean
}

export function DataTable<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
  const classOf = ({ number, wide }: Column<Row>) =>
    [number && 'number', wide && 'wide'].filter(Boolean).join(' ') || undefined
  return (
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map(column =>
            column.title === '' ? (
              <td key={column.name} className={classOf(column)} />
            ) : (
              <th key={column.name} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)}>
            {columns.map(column => (
              <td key={column.name} className={classOf(column)}>
                {column.show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface PagedOptions {
  readonly refetchMs?: number
  /** Under which name it is kept, and asked again with others of it. Default: the path. */
  readonly keptAs?: string
  /** False: it is not known yet what to ask. */
  readonly enabled?: boolean
}

/** A list read a page at a time, from its beginning. */
export function usePaged<Row>(path: string, query: Query, options: PagedOptions = {}) {
  const { refetchMs, keptAs = path, enabled = true } = options
  return useInfiniteQuery({
    queryKey: [keptAs, query],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => get<Page<Row>>(path, { limit: 50, ...query, after: pageParam }, signal),
    getNextPageParam: last => last.next ?? undefined,
    ...(refetchMs && { refetchInterval: refetchMs }),
  })
}

/** Moved with the arrow keys once it has the focus. */
const scrolling = (label: string) => ({
  className: 'card table-scroll',
  role: 'region',
  'aria-label': label,
  tabIndex: 0,
})

type Paged<Row> = UseInfiniteQueryResult<{ pages: Page<Row>[] }>

interface PagedTableProps<Row> extends Omit<TableProps<Row>, 'rows'> {
  readonly query: Paged<Row>
  readonly empty: ReactNode
  /** Said beside how many are shown. */
  readonly note?: ReactNode
}

/** A list with all its states: loading, failed, empty, and more to come. */
export function PagedTable<Row>({ query, empty, note, scrolls = false, ...table }: PagedTableProps<Row>) {
  const { t } = useTranslation()
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = query
  const rows = data?.pages.flatMap(page => page.items)
  if (rows === undefined && error)
    return <ProblemNote error={error} title={t('errors.title')} onRetry={() => void refetch()} />
  if (rows === undefined)
    return (
      <div className="card card-pad">
        <Loading rows={8} />
      </div>
    )
  if (rows.length === 0) return <div className="card">{empty}</div>
  return (
    <div>
      <div className="card" {...(scrolls && scrolling(table.label))}>
        <DataTable {...table} rows={rows} />
      </div>
      <Group justify="space-between" mt="xs" mih={30}>
        <Text fz="xs" c="dimmed" role="status">
          {t(hasNextPage ? 'common.shownMore' : 'common.shown', { count: rows.length })}
        </Text>
        {note}
        {hasNextPage && (
          <Button size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.more')}
          </Button>
        )}
      </Group>
    </div>
  )
}

/** All rows that there are, under a heading of their own. */
export function TableSection<Row>(table: TableProps<Row>) {
  const { t } = useTranslation()
  return (
    <Section title={table.label}>
      <div className="card">
        {table.rows.length === 0 ? (
          <Empty title={t('data.noRows')}>{t('data.noRowsWhy')}</Empty>
        ) : (
          <DataTable {...table} />
        )}
      </div>
    </Section>
  )
}
