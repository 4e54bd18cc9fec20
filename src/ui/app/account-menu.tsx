import { Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconLicense, IconLogout, IconSelector, IconUserCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { queryClient, useMe } from '../api/queries.ts'
import { useGo } from '../parts/go.tsx'
import { showProblem } from '../parts/problems.tsx'
import { chooseLanguage, languages } from '../texts/index.ts'

export function AccountMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const go = useGo()
  if (me === null) return null
  return (
    <Menu position="top-start" width={224} withinPortal shadow="md">
      <Menu.Target>
        <UnstyledButton
          className="nav-link"
          style={{ borderTop: '1px solid var(--koppla-line)', borderRadius: 0, paddingTop: 12 }}
        >
          <span style={{ flex: 1, minWidth: 0 }}>
            <Text fz="sm" fw={550} truncate>
              {me.name}
            </Text>
            <Text fz="xs" c="dimmed" truncate>
              {[t(`roles.${me.role}`), me.email].filter(Boolean).join(' · ')}
            </Text>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices />
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => go('/settings/profile')}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href="/licences.txt"
          target="_blank"
          rel="noreferrer"
          leftSection={<IconLicense size={16} />}
        >
          {t('nav.licences')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut(go)}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function signOut(go: ReturnType<typeof useGo>): Promise<void> {
  try {
    await send('DELETE', '/session')
    queryClient.clear()
    go('/sign-in')
  } catch (error) {
    showProblem(error)
  }
}

/** Language and appearance: they belong to this browser. */
export function Choices() {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('nav.language')}</Menu.Label>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('nav.language')}
        value={i18n.language}
        onChange={value => {
          void chooseLanguage(value)
          void send('PATCH', '/me', { language: value }).catch(() => {})
        }}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
      <Menu.Label>{t('nav.appearance')}</Menu.Label>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('nav.appearance')}
        value={colorScheme}
        onChange={value => setColorScheme(value as typeof colorScheme)}
        data={[
          { value: 'auto', label: t('nav.system') },
          { value: 'light', label: t('nav.light') },
          { value: 'dark', label: t('nav.dark') },
        ]}
      />
    </>
  )
}
