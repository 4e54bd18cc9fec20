import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { refreshConnections } from '../../api/queries.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Awaited } from '../../parts/page-states.tsx'
import { ProblemNote } from '../../parts/problems.tsx'
import { schedulesQuery } from '../connection/schedule.tsx'
import { TimingForm } from '../connection/timing-form.tsx'

interface RhythmProps {
  readonly connectionId: string
  readonly entity: string
  readonly name: string
}

/** How often an entity is imported once it is switched on; saved by itself. */
export function Rhythm({ connectionId, entity, name }: RhythmProps) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const query = useQuery({ ...schedulesQuery(connectionId), enabled: opened })
  const save = useMutation({
    mutationFn: async (timing: object) => {
      await send('PUT', `/connections/${connectionId}/schedules/${entity}`, timing)
      await refreshConnections()
    },
    onSuccess: close,
  })
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`${t('connection.schedule.edit')}: ${name}`}
        onClick={open}
      >
        {t('connection.schedule.edit')}
      </Button>
      <Dialog opened={opened} onClose={close} size="lg" title={`${t('connection.schedule.how')}: ${name}`}>
        {save.error && <ProblemNote error={save.error} />}
        <Awaited query={query}>
          {({ items }) =>
            items
              .filter(one => one.entity === entity)
              .map(one => <TimingForm key={entity} schedule={one} onSave={save.mutate} />)
          }
        </Awaited>
      </Dialog>
    </>
  )
}
