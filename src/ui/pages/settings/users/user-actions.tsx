import { ActionIcon, Button, Group, Menu, Stack } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import type { Role, User, UserWithPassword } from '../../../api/types.ts'
import { Dialog } from '../../../parts/dialog.tsx'
import { RoleSelect } from '../../../parts/role-select.tsx'
import { GivenPassword } from './given-password.tsx'
import { RemoveUser } from './remove-user.tsx'
import { Sure } from './sure.tsx'
import { refreshUsers } from './users-query.ts'

interface UserActionsProps {
  readonly user: User
  /** The one who looks at it: they change their own password in their profile. */
  readonly own: boolean
  /** Nobody else could manage Koppla. */
  readonly lastAdmin: boolean
}

const asking = ['role', 'password', 'twoFactor', 'sessions', 'remove'] as const
type Asking = (typeof asking)[number]

/** What an admin may do for a person; each is asked about first. */
export function UserActions({ user, own, lastAdmin }: UserActionsProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asking>()
  const may: Readonly<Record<Asking, boolean>> = {
    role: !own && !lastAdmin,
    password: !own,
    twoFactor: user.twoFactor && !own,
    sessions: user.sessions > 0 && !own,
    remove: !own && !lastAdmin,
  }
  const offered = asking.filter(one => may[one])
  const button = useRef<HTMLButtonElement>(null)
  // What was asked from, an item of the menu, is gone by then: the keys go on from the menu's button.
  const close = () => {
    setAsked(undefined)
    button.current?.focus()
  }
  if (offered.length === 0) return null
  return (
    <>
      <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon
            ref={button}
            variant="subtle"
            color="gray"
            aria-label={t('settings.users.actions', { name: user.name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map(one => (
            <Menu.Item key={one} onClick={() => setAsked(one)} {...(one === 'remove' && { c: 'var(--koppla-bad)' })}>
              {t(`settings.users.ask.${one}.label`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={asked !== undefined}
        onClose={close}
        returnFocus={false}
        title={asked && `${t(`settings.users.ask.${asked}.label`)}: ${user.name}`}
      >
        {asked === 'role' && <ChangeRole user={user} onDone={close} />}
        {asked === 'password' && <ResetPassword user={user} onDone={close} />}
        {asked === 'remove' && <RemoveUser user={user} onDone={close} />}
        {asked === 'twoFactor' && <EndAll what="two-factor" words="twoFactor" user={user} onDone={close} />}
        {asked === 'sessions' && <EndAll what="sessions" words="sessions" user={user} onDone={close} />}
      </Dialog>
    </>
  )
}

interface Doing {
  readonly user: User
  readonly onDone: () => void
}

/** The words of a question, and of what is said when it is done. */
function useWords(asked: Exclude<Asking, 'remove'>) {
  const { t } = useTranslation()
  const say = (part: 'sure' | 'label' | 'done') => t(`settings.users.ask.${asked}.${part}`)
  return { question: say('sure'), yes: say('label'), done: say('done') }
}

function ChangeRole({ user, onDone }: Doing) {
  const { t } = useTranslation()
  const words = useWords('role')
  const [role, setRole] = useState<Role>(user.role)
  const change = () => send('PATCH', `/users/${user.id}`, { role }).then(refreshUsers)
  return (
    <Sure {...words} onYes={change} onDone={onDone}>
      <RoleSelect value={role} onChange={setRole} label={t('settings.users.roleOf', { name: user.name })} />
    </Sure>
  )
}

interface EndingAll extends Doing {
  readonly words: 'twoFactor' | 'sessions'
  readonly what: string
}

function EndAll({ what, words, user, onDone }: EndingAll) {
  const end = () => send('DELETE', `/users/${user.id}/${what}`).then(refreshUsers)
  return <Sure {...useWords(words)} onYes={end} onDone={onDone} />
}

function ResetPassword({ user, onDone }: Doing) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<UserWithPassword>()
  const reset = async () => {
    setGiven(await send<UserWithPassword>('POST', `/users/${user.id}/reset-password`))
    await refreshUsers()
  }
  const { question, yes } = useWords('password')
  if (given === undefined) return <Sure question={question} yes={yes} onYes={reset} onDone={onDone} />
  return (
    <Stack gap="md">
      <GivenPassword user={given} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}
