import { Button, Group, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { connectorsQuery, practiceQuery, queryClient, refreshConnections, useMay } from '../api/queries.ts'
import type { PracticeStore } from '../api/types.ts'
import { useGo } from './go.tsx'
import { ProblemNote } from './problems.tsx'

/** Offers a store to practise with, once for each system that has one; nothing where none can be started. */
export function StartPractice({ quiet = false }: { quiet?: boolean }) {
  const { t } = useTranslation()
  const admin = useMay('admin')
  const practice = useQuery({ ...practiceQuery, enabled: admin }).data
  const start = useStart()
  const left = practice?.externalSystems.filter(id => !practice.items.some(one => one.externalSystem === id)) ?? []
  if (!admin || !practice || practice.reason !== null || left.length === 0) return null
  return (
    <div>
      <Group gap={quiet ? 4 : 'xs'} justify={quiet ? 'flex-start' : 'center'}>
        {quiet && (
          <Text fz="sm" c="dimmed">
            {t('practice.quiet')}
          </Text>
        )}
        {left.map(system => (
          <Button
            key={system}
            variant={quiet ? 'subtle' : 'default'}
            size={quiet ? 'compact-sm' : 'sm'}
            leftSection={quiet ? undefined : <IconFlask size={16} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate(system)}
          >
            <StartLabel system={practice.externalSystems.length === 1 ? undefined : system} />
          </Button>
        ))}
      </Group>
      <Text fz="xs" c="dimmed" mt={6} mx={quiet ? 0 : 'auto'} maw={440} role="status">
        {start.isPending ? t('practice.starting') : !quiet && t('practice.tryWhy')}
      </Text>
      {start.error && <ProblemNote error={start.error} />}
    </div>
  )
}

function useStart() {
  const { t } = useTranslation()
  const go = useGo()
  return useMutation({
    mutationFn: (externalSystem: string) =>
      send<PracticeStore>('POST', '/practice-stores', { externalSystem, name: t('practice.name') }),
    onSuccess: async ({ connectionId }) => {
      await refreshConnections()
      await queryClient.invalidateQueries(practiceQuery)
      go(`/settings/connectors/${connectionId}`)
    },
  })
}

function StartLabel({ system }: { system: string | undefined }) {
  const { t } = useTranslation()
  const connector = useQuery(connectorsQuery).data?.find(({ id }) => id === system)
  return system === undefined ? t('practice.try') : t('practice.trySystem', { system: connector?.name ?? system })
}
