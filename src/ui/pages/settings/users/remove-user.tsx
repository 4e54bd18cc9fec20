import { Checkbox, List } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import { queryClient } from '../../../api/queries.ts'
import type { User } from '../../../api/types.ts'
import { Note } from '../../../parts/problems.tsx'
import { Sure } from './sure.tsx'
import { refreshUsers } from './users-query.ts'

/** The keys that the person made would outlive them: they are named, and may go too. */
export function RemoveUser({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation()
  const { id, name, keys } = user
  const [revoke, setRevoke] = useState(false)
  const remove = async () => {
    await send('DELETE', `/users/${id}${revoke ? '?keys=revoke' : ''}`)
    await Promise.all([refreshUsers(), queryClient.invalidateQueries({ queryKey: ['keys'] })])
  }
  return (
    <Sure
      question={t('settings.users.removeSure', { name })}
      yes={t('settings.users.remove', { name })}
      onYes={remove}
      done={t('settings.users.removed', { name })}
      onDone={onDone}
      grave
    >
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
    </Sure>
  )
}
