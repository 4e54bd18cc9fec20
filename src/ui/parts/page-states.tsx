import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { Go } from './go.tsx'
import { Note, ProblemNote } from './problems.tsx'

interface PageProps {
  readonly title: string
  readonly above?: ReactNode
  readonly actions?: ReactNode
  readonly width?: number
  readonly children: ReactNode
}

/** A page: its title, what can be done, and its content. */
export function Page({ title, above, actions, width = 1320, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Koppla`
  }, [title])
  return (
    <Stack gap="lg" px={{ base: 'md', sm: 32 }} py={{ base: 'md', sm: 26 }} maw={width}>
      <div>
        {above && (
          <Text component="div" fz="sm" c="dimmed" mb={4}>
            {above}
          </Text>
        )}
        <Group justify="space-between" gap="sm" mih={34}>
          <Title order={1} id="title" tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
      </div>
      {children}
    </Stack>
  )
}

export function PageLoading() {
  return (
    <Stack px={{ base: 'md', sm: 32 }} py={26} gap="lg">
      <Skeleton h={26} w={200} />
      <Loading />
    </Stack>
  )
}

export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap={10} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map(key => (
        <Skeleton key={key} h={22} />
      ))}
    </Stack>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <Stack align="center" gap={6} py={44} px="md" ta="center">
      <Text fw={600} fz="md">
        {title}
      </Text>
      {children && (
        <Text fz="sm" c="dimmed" maw={440}>
          {children}
        </Text>
      )}
      {action && <Group mt="sm">{action}</Group>}
    </Stack>
  )
}

interface NoMatchProps {
  /** Default: that nothing fits. */
  readonly title?: string
  readonly onClear: () => void
}

/** There is something, but not what the filters ask for: all of it is one press away. */
export function NoMatch({ title, onClear }: NoMatchProps) {
  const { t } = useTranslation()
  const clear = (
    <Button variant="default" size="xs" onClick={onClear}>
      {t('common.clear')}
    </Button>
  )
  return <Empty title={title ?? t('data.noneMatch')} action={clear} />
}

interface AwaitedProps<Data> {
  readonly query: UseQueryResult<Data>
  readonly rows?: number
  readonly children: (data: Data) => ReactNode
}

/** What a query brought; until then that it loads, or why it failed. */
export function Awaited<Data>({ query, rows, children }: AwaitedProps<Data>) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.error instanceof ApiError && query.error.status === 404) return <Gone words={query.error.message} />
  if (query.isError)
    return <ProblemNote error={query.error} title={t('errors.title')} onRetry={() => void query.refetch()} />
  return <Loading {...(rows !== undefined && { rows })} />
}

/** Asking once more would bring nothing. */
function Gone({ words }: { words: string }) {
  const { t } = useTranslation()
  return (
    <Note tone="info" role="alert" title={words} action={<Go to="/">{t('errors.toStart')}</Go>}>
      {t('errors.missingRemedy')}
    </Note>
  )
}

export function MissingPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('errors.missing')}>
      <Text c="dimmed">{t('errors.missingRemedy')}</Text>
      <Go to="/">{t('errors.toStart')}</Go>
    </Page>
  )
}

export function CrashPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const reload = <Button onClick={() => location.reload()}>{t('errors.reload')}</Button>
  return (
    <Stack p="xl">
      <Empty title={t('errors.crashed')} action={reload}>
        {t('errors.crashedRemedy')}
      </Empty>
      <ProblemNote error={error} />
    </Stack>
  )
}
