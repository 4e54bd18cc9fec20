import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../../api/client.ts'
import type { Role, User, UserWithPassword } from '../../../api/types.ts'
import { ProblemNote, say } from '../../../parts/problems.tsx'
import { RoleSelect } from '../../../parts/role-select.tsx'
import { GivenPassword } from './given-password.tsx'
import { RemoveUser } from './remove-user.tsx'
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
      <Modal
        opened={asked !== undefined}
        onClose={close}
        returnFocus={false}
        title={asked && `${t(`settings.users.ask.${asked}.label`)}: ${user.name}`}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        transitionProps={{ duration: 0 }}
      >
        {asked === 'role' && <ChangeRole user={user} onDone={close} />}
        {asked === 'password' && <ResetPassword user={user} onDone={close} />}
        {asked === 'remove' && <RemoveUser user={user} onDone={close} />}
        {asked === 'twoFactor' && (
          <Sure
            words="twoFactor"
            onDone={close}
            onYes={() => send('DELETE', `/users/${user.id}/two-factor`).then(refreshUsers)}
          />
        )}
        {asked === 'sessions' && (
          <Sure
            words="sessions"
            onDone={close}
            onYes={() => send('DELETE', `/users/${user.id}/sessions`).then(refreshUsers)}
          />
        )}
      </Modal>
    </>
  )
}

interface Doing {
  readonly user: User
  readonly onDone: () => void
}

function ChangeRole({ user, onDone }: Doing) {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>(user.role)
  return (
    <Sure words="role" onDone={onDone} onYes={() => send('PATCH', `/users/${user.id}`, { role }).then(refreshUsers)}>
      <RoleSelect value={role} onChange={setRole} label={t('settings.users.roleOf', { name: user.name })} />
    </Sure>
  )
}

function ResetPassword({ user, onDone }: Doing) {
  const { t } = useTranslation()
  const [given, setGiven] = useState<UserWithPassword>()
  const reset = async () => {
    setGiven(await send<UserWithPassword>('POST', `/users/${user.id}/reset-password`))
    await refreshUsers()
  }
  if (given === undefined) return <Sure words="password" stays onDone={onDone} onYes={reset} />
  return (
    <Stack gap="md">
      <GivenPassword user={given} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}

interface SureProps {
  readonly words: Exclude<Asking, 'remove'>
  readonly onYes: () => Promise<unknown>
  readonly onDone: () => void
  /** There is something to be seen afterwards. */
  readonly stays?: boolean
  readonly children?: ReactNode
}

function Sure({ words, onYes, onDone, stays = false, children }: SureProps) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const yes = async () => {
    setBusy(true)
    try {
      await onYes()
      if (stays) return
      say(t(`settings.users.ask.${words}.done`))
      onDone()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Stack gap="md">
      {failure !== undefined && <ProblemNote error={failure} />}
      <Text fz="sm">{t(`settings.users.ask.${words}.sure`)}</Text>
      {children}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button loading={busy} onClick={() => void yes()}>
          {t(`settings.users.ask.${words}.label`)}
        </Button>
      </Group>
    </Stack>
  )
}
