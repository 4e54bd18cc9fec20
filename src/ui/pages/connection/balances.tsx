import { Button, Group, Switch, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiPath, get } from '../../api/client.ts'
import type { Balances, BookYear } from '../../api/types.ts'
import { useFilters } from '../../parts/filters.ts'
import { useYearName } from '../../parts/formats.ts'
import { Awaited, Empty } from '../../parts/page-states.tsx'
import { Section } from '../../parts/section.tsx'
import { BalanceTable } from './balance-table.tsx'

interface BalancesProps {
  readonly connectionId: string
  readonly year: BookYear
}

/** What each account of a year moved, to be looked at and to be taken along. */
export function BalancesOfYear({ connectionId, year }: BalancesProps) {
  const { t } = useTranslation()
  const yearName = useYearName()
  const { filters, setFilter } = useFilters(`/settings/connectors/${connectionId}/books`)
  const { all } = filters
  const path = `/connections/${connectionId}/books/balances`
  const asked = { yearExternalId: year.yearExternalId, all }
  const query = useQuery({
    queryKey: ['connections', connectionId, 'books', asked],
    queryFn: ({ signal }) => get<Balances>(path, asked, signal),
    placeholderData: keepPreviousData,
  })
  const showAll = (all: boolean) => setFilter({ all: all ? 'true' : undefined })
  return (
    <Section
      title={t('books.balances', { year: yearName(year) })}
      action={<Downloads connectionId={connectionId} asked={asked} />}
    >
      <Group justify="space-between" mb="xs">
        <Text fz="sm" c="dimmed">
          {t('books.units', { currency: year.currency })}
        </Text>
        <Switch
          size="sm"
          label={t('books.silent')}
          checked={all === 'true'}
          onChange={event => showAll(event.currentTarget.checked)}
        />
      </Group>
      <div className="card">
        <Awaited query={query}>
          {balances =>
            balances.accounts.length === 0 ? (
              <Empty
                title={t('books.nothing')}
                action={
                  <Button size="xs" variant="default" onClick={() => showAll(true)}>
                    {t('books.showSilent')}
                  </Button>
                }
              >
                {t('books.nothingWhy')}
              </Empty>
            ) : (
              <BalanceTable connectionId={connectionId} balances={balances} />
            )
          }
        </Awaited>
      </div>
      {query.data?.accounts.some(isToldOtherwise) && (
        <Text fz="xs" c="dimmed" mt="sm" maw={760}>
          {t('books.toldWhy')}
        </Text>
      )}
    </Section>
  )
}

/** The system's own closing balance is another than what is here adds up to. */
export const isToldOtherwise = ({ closing, closingTold }: Balances['accounts'][number]) =>
  closing !== null && closingTold !== null && closing !== closingTold

function Downloads({ connectionId, asked }: { connectionId: string; asked: Record<string, string | undefined> }) {
  const { t } = useTranslation()
  const there = `/connections/${connectionId}/books`
  const { yearExternalId } = asked
  const files = [
    { href: apiPath(`${there}/balances.csv`, asked), name: t('books.balancesCsv'), what: t('books.balancesCsvWhat') },
    {
      href: apiPath(`${there}/vouchers.csv`, { yearExternalId }),
      name: t('books.vouchersCsv'),
      what: t('books.vouchersCsvWhat'),
    },
    { href: apiPath(`${there}/sie`, { yearExternalId }), name: t('books.sie'), what: t('books.sieWhat') },
  ]
  return (
    <Group gap="xs">
      {files.map(({ href, name, what }) => (
        <Button
          key={name}
          component="a"
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          href={href}
          title={what}
          download
        >
          {name}
        </Button>
      ))}
    </Group>
  )
}
