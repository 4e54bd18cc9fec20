import { Button, Checkbox, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import { queryClient } from '../../../api/queries.ts'
import type { User } from '../../../api/types.ts'
import { Note, ProblemNote, say } from '../../../parts/problems.tsx'
import { refreshUsers } from './users-query.ts'

/** The keys that the person made would outlive them: they are named, and may go too. */
export function RemoveUser({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation()
  const { id, name, keys } = user
  const [revoke, setRevoke] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function remove() {
    setBusy(true)
    try {
      await send('DELETE', `/users/${id}${revoke ? '?keys=revoke' : ''}`)
      await Promise.all([refreshUsers(), queryClient.invalidateQueries({ queryKey: ['keys'] })])
      say(t('settings.users.removed', { name }))
      onDone()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Stack gap="md">
      {failure !== undefined && <ProblemNote error={failure} />}
      <Text fz="sm">{t('settings.users.removeSure', { name })}</Text>
      {keys.length > 0 && (
        <Note tone="warn" title={t('settings.users.keysStay', { count: keys.length })}>
          <List fz="sm" my={6}>
            {keys.map(key => (
              <List.Item key={key.id}>
                {key.name} ({t(`roles.${key.role}`)})
              </List.Item>
            ))}
          </List>
          <Checkbox
            checked={revoke}
            onChange={event => setRevoke(event.currentTarget.checked)}
            label={t('settings.users.revokeKeys')}
          />
        </Note>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button color="red.9" loading={busy} onClick={() => void remove()}>
          {t('settings.users.remove', { name })}
        </Button>
      </Group>
    </Stack>
  )
}
