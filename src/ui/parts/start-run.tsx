import { Button, Group, Radio, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlayerPlay } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import type { ConnectionDetail, Run } from '../api/types.ts'
import { useEntityName } from './badges.tsx'
import { Dialog } from './dialog.tsx'
import { useGo } from './go.tsx'
import { ProblemNote } from './problems.tsx'
import { useForm } from './use-form.ts'

// Lists of runs are looked at far more often than a day is chosen.
const DayInput = lazy(async () => ({ default: (await import('./day-input.tsx')).DayInput }))

const kinds = ['incremental', 'full', 'reconcile', 'from_date'] as const

export function StartRun({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={15} aria-hidden />} onClick={open}>
        {t('connection.runs.start')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('connection.runs.startTitle')}>
        <StartForm connection={connection} />
      </Dialog>
    </>
  )
}

function StartForm({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const go = useGo()
  const [entity, setEntity] = useState(connection.entities[0]?.entity ?? '')
  const [kind, setKind] = useState<string>('incremental')
  const form = useForm({ fromDate: '' }, async ({ fromDate }) => {
    const body = { entity, kind, ...(kind === 'from_date' && { fromDate }) }
    const run = await send<Run>('POST', `/connections/${connection.id}/runs`, body)
    go(`/runs/${run.id}`)
  })
  return (
    <form onSubmit={form.onSubmit}>
      <Stack gap="md">
        <Select
          label={t('connection.entity')}
          data={connection.entities.map(one => ({ value: one.entity, label: entityName(one.entity, one.label) }))}
          value={entity}
          onChange={chosen => setEntity(chosen ?? entity)}
          allowDeselect={false}
        />
        <Radio.Group label={t('connection.runs.kind')} value={kind} onChange={setKind}>
          <Stack gap={8} mt={6}>
            {kinds.map(one => (
              <Radio
                key={one}
                value={one}
                label={t(`connection.runs.kinds.${one}`)}
                description={t(`connection.runs.kindHelp.${one}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {kind === 'from_date' && (
          <Suspense>
            <DayInput
              label={t('connection.runs.fromDate')}
              {...form.input('fromDate')}
              onChange={value => form.input('fromDate').onChange({ currentTarget: { value } })}
            />
          </Suspense>
        )}
        {form.failure && <ProblemNote error={form.failure} />}
        <Group justify="flex-end">
          <Button type="submit" loading={form.busy}>
            {t('connection.runs.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
