import { Loader, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PracticeBadge, useEntityName } from '../parts/badges.tsx'
import { useEntities } from '../parts/entities.ts'
import { useFormats } from '../parts/formats.ts'
import { Go } from '../parts/go.tsx'
import { ProblemNote } from '../parts/problems.tsx'
import { type Found, find } from './find.ts'

/** One box for everything: the arrows walk through what was found. */
export default function SearchBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const here = useEntities()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 150)
  const query = useQuery({
    queryKey: ['search', asked, here],
    enabled: asked !== '' && here !== undefined,
    queryFn: ({ signal }) => find(asked, { here: here ?? [], signal, formats }),
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
              <Hit key={one.id} hit={one} onClose={onClose} />
            ))}
            {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
            {results.length === 0 && !query.isError && (
              <Text fz="sm" c="dimmed" p="sm">
                {asked === '' || query.isPending
                  ? t(here?.includes('vouchers') ? 'search.hintBooks' : 'search.hint')
                  : t('search.nothing', { words: asked })}
              </Text>
            )}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Hit({ hit: { kind, title, detail, practice, ...place }, onClose }: { hit: Found; onClose: () => void }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  return (
    <Go {...place} className="nav-link" onClick={onClose}>
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
        {kind === 'connectors' ? t('nav.connectors') : entityName(kind)}
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
