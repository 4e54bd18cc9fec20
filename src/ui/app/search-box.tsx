import { Loader, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { Connection, CustomerItem, InvoiceItem, OrderItem, Page, ProductItem } from '../api/types.ts'
import { PracticeBadge } from '../parts/badges.tsx'
import { Go } from '../parts/go.tsx'
import { ProblemNote } from '../parts/problems.tsx'

interface Found {
  readonly to: string
  readonly kind: 'orders' | 'invoices' | 'customers' | 'products' | 'connectors'
  readonly title: string
  readonly detail: string
  readonly practice: boolean
}

async function find(q: string, signal: AbortSignal): Promise<Found[]> {
  const ask = <Item,>(path: string) => get<Page<Item>>(path, { q, limit: 5 }, signal)
  const [orders, invoices, customers, products, connections] = await Promise.all([
    ask<OrderItem>('/orders'),
    ask<InvoiceItem>('/invoices'),
    ask<CustomerItem>('/customers'),
    ask<ProductItem>('/products'),
    ask<Connection>('/connections'),
  ])
  return [
    ...orders.items.map(one => found('orders', one, `#${one.number}`, [one.customerName, one.email])),
    ...invoices.items.map(one => found('invoices', one, one.number, [one.orderNumber, one.customerName])),
    ...customers.items.map(one =>
      found('customers', one, one.email ?? one.externalId, [one.firstName, one.lastName, one.company]),
    ),
    ...products.items.map(one => found('products', one, one.name, [one.sku])),
    ...connections.items.map(one => found('connectors', one, one.name, [one.store.url])),
  ]
}

type Item = Pick<OrderItem, 'id' | 'practice'>

const found = (kind: Found['kind'], { id, practice }: Item, title: string, details: (string | null)[]): Found => ({
  kind,
  to: `/${kind === 'connectors' ? 'settings/connectors' : kind}/${id}`,
  title,
  detail: details.filter(Boolean).join(' · '),
  practice,
})

/** One box for everything: the arrows walk through what was found. */
export default function SearchBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 150)
  const query = useQuery({
    queryKey: ['search', asked],
    enabled: asked !== '',
    queryFn: ({ signal }) => find(asked, signal),
    placeholderData: before => before,
  })
  const results = asked === '' ? [] : (query.data ?? [])
  const isAnswer = query.isSuccess && !query.isPlaceholderData && asked === words.trim()
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="lg"
      padding="sm"
      yOffset="10vh"
      transitionProps={{ duration: 0 }}
      onKeyDown={event => walkLinks(event, isAnswer)}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.open')}>
        <Modal.Body>
          <TextInput
            data-autofocus
            size="md"
            type="search"
            aria-label={t('search.open')}
            placeholder={t('search.placeholder')}
            leftSection={query.isFetching ? <Loader size={16} /> : <IconSearch size={18} aria-hidden />}
            value={words}
            onChange={event => setWords(event.currentTarget.value)}
          />
          <Stack gap={2} mt="sm" role="status">
            {results.map(one => (
              <Hit key={one.to} hit={one} onClose={onClose} />
            ))}
            {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
            {results.length === 0 && !query.isError && (
              <Text fz="sm" c="dimmed" p="sm">
                {asked === '' || query.isPending ? t('search.hint') : t('search.nothing', { words: asked })}
              </Text>
            )}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Hit({ hit: { to, kind, title, detail, practice }, onClose }: { hit: Found; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Go to={to} className="nav-link" onClick={onClose}>
      <span style={{ flex: 1, minWidth: 0 }}>
        <Text fz="sm" fw={550} truncate>
          {title}
        </Text>
        <Text fz="xs" c="dimmed" truncate>
          {detail}
        </Text>
      </span>
      {practice && <PracticeBadge />}
      <Text fz="xs" c="dimmed">
        {t(`nav.${kind}`)}
      </Text>
    </Go>
  )
}

/** Enter opens the first hit, if what is shown answers what is typed. */
function walkLinks(event: KeyboardEvent<HTMLDivElement>, isAnswer: boolean): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
  if (event.key === 'Enter' && isAnswer && event.target instanceof HTMLInputElement) stops[1]?.click()
  if (step === 0) return
  event.preventDefault()
  const place = stops.indexOf(document.activeElement as HTMLElement)
  stops[Math.min(Math.max(place + step, 0), stops.length - 1)]?.focus()
}
