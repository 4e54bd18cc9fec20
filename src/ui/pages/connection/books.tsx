import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { booksQuery, statusQuery, useMay } from '../../api/queries.ts'
import type { Books, BookYear, ConnectionDetail, EntityStatus } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { useFilters } from '../../parts/filters.ts'
import { useFormats, useYearName } from '../../parts/formats.ts'
import { Go } from '../../parts/go.tsx'
import { Awaited, Empty } from '../../parts/page-states.tsx'
import { Note } from '../../parts/problems.tsx'
import { Section } from '../../parts/section.tsx'
import { SwitchOn } from '../../parts/steps.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { MissingWords } from '../../parts/trust.tsx'
import { BalancesOfYear } from './balances.tsx'

/** What an accountant asks for: the years, whether they are whole, and what each account moved. */
export default function BooksTab({ connection }: { connection: ConnectionDetail }) {
  const query = useQuery(booksQuery(connection.id))
  return (
    <Awaited query={query}>
      {books =>
        books.years.length === 0 ? <NoBooks connection={connection} /> : <YearsAndOne {...{ connection, books }} />
      }
    </Awaited>
  )
}

function NoBooks({ connection: { id, entities } }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const keeps = entities.some(({ entity }) => entity === 'vouchers')
  const toData = <Go to={`/settings/connectors/${id}/data`}>{t('connection.tabs.data')}</Go>
  return (
    <div className="card">
      <Empty title={t(keeps ? 'books.none' : 'books.notKept')} action={keeps ? <SwitchOn connectionId={id} /> : toData}>
        {t(keeps ? 'books.noneWhy' : 'books.notKeptWhy')}
      </Empty>
    </div>
  )
}

interface BooksProps {
  readonly connection: ConnectionDetail
  readonly books: Books
}

const today = () => new Date().toISOString().slice(0, 10)

/** The one that is asked for, else that of today, else the latest: as the API chooses. */
const chooseYear = (years: readonly BookYear[], asked: string | undefined) =>
  years.find(one => one.yearExternalId === asked) ??
  years.find(({ from, to }) => from <= today() && today() <= to) ??
  years[0]

function YearsAndOne({ connection, books }: BooksProps) {
  const { filters } = useFilters('')
  const status = useQuery(statusQuery(connection.id)).data
  const own = status?.entities.filter(({ entity }) => entity === 'accounts' || entity === 'vouchers')
  const year = chooseYear(books.years, filters['year'])
  return (
    <Stack gap="lg">
      <Lacking {...{ connection, books }} entities={own ?? []} />
      <Years connection={connection} books={books} year={year} entities={own} />
      {year && <BalancesOfYear key={year.yearExternalId} connectionId={connection.id} year={year} />}
    </Stack>
  )
}

/** That some are set aside is said for accounts and vouchers at once, and of their year. */
const othersOf = (missing: EntityStatus['missing']) => missing.filter(({ kind }) => kind !== 'rejections')

/** Why the books may say less than the system's own, and what to do. */
function Lacking({ connection: { id }, books: { setAside }, entities }: BooksProps & { entities: EntityStatus[] }) {
  const { t } = useTranslation()
  const support = useMay('support')
  const entityName = useEntityName()
  const lacking = entities.filter(({ missing }) => missing.length > 0)
  if (lacking.length === 0 && setAside === 0) return null
  return (
    <Note tone="warn" title={t('books.lacking')}>
      {setAside > 0 && (
        <div>
          {t('books.setAside', { count: setAside })}{' '}
          {support && (
            <Go to={`/settings/connectors/${id}/rejections`} className="text-link">
              {t('connection.putRight.rejections')}
            </Go>
          )}
        </div>
      )}
      {lacking.map(({ entity, label, missing }) => {
        const others = othersOf(missing)
        return (
          others.length > 0 && (
            <div key={entity}>
              <b>{entityName(entity, label)}</b>
              <MissingWords connectionId={id} entity={entity} missing={others} />
            </div>
          )
        )
      })}
    </Note>
  )
}

interface YearsProps extends BooksProps {
  readonly year: BookYear | undefined
  /** Undefined: not known yet. */
  readonly entities: EntityStatus[] | undefined
}

function Years({ connection: { id }, books, year, entities }: YearsProps) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { number } = useFormats()
  const yearName = useYearName()
  const there = `/settings/connectors/${id}/books`
  const count = (name: 'accounts' | 'vouchers'): Column<BookYear> => ({
    name,
    title: entityName(name),
    number: true,
    show: ({ yearExternalId, ...one }) => (
      <Go to={`/${name}`} search={{ connectionId: id, yearExternalId, deleted: 'false' }} className="text-link">
        {number(one[name])}
      </Go>
    ),
  })
  const columns: Column<BookYear>[] = [
    {
      name: 'year',
      title: t('books.year'),
      show: one => (
        <Go to={there} search={{ year: one.yearExternalId }} {...(one === year && { 'aria-current': 'true' })}>
          <span className={one === year ? 'chosen' : undefined}>{yearName(one)}</span>
        </Go>
      ),
    },
    count('accounts'),
    count('vouchers'),
    {
      name: 'whole',
      title: t('books.whole'),
      show: one => <Whole year={one} connectionId={id} entities={entities} />,
    },
  ]
  return (
    <Section title={t('books.years')}>
      <div className="card">
        <DataTable label={t('books.years')} columns={columns} rows={books.years} keyOf={one => one.yearExternalId} />
      </div>
    </Section>
  )
}

interface WholeProps extends Pick<YearsProps, 'entities'> {
  readonly year: BookYear
  readonly connectionId: string
}

function Whole({ year, connectionId, entities = [] }: WholeProps) {
  const { t } = useTranslation()
  if (year.accounts === 0)
    return (
      <>
        <span className="badge warn">{t('books.noChart')}</span>{' '}
        <Go to={`/settings/connectors/${connectionId}/runs`} search={{ entity: 'accounts' }}>
          {t('connection.putRight.order_start')}
        </Go>
      </>
    )
  if (year.setAside > 0 || entities.some(({ missing }) => othersOf(missing).length > 0))
    return <span className="badge warn">{t('books.incomplete')}</span>
  const read = entities.length > 0 && entities.every(({ completeUntil }) => completeUntil !== null)
  return read ? <span className="badge good">{t('books.complete')}</span> : '–'
}
