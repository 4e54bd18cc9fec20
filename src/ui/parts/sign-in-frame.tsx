import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, languages } from '../texts/index.ts'

/** The pages before one is signed in. */
export function SignInFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Koppla`
  }, [title])
  return (
    <main className="sign-in">
      <Stack gap="lg">
        <Group justify="center" gap={10}>
          <img src="/mark.svg" alt="" width={34} height={34} />
          <Text fw={650} fz={22}>
            Koppla
          </Text>
        </Group>
        <div className="card" style={{ padding: 26 }}>
          <Title order={1} fz="lg" mb={lead ? 4 : 'md'}>
            {title}
          </Title>
          {lead && (
            <Text fz="sm" c="dimmed" mb="md">
              {lead}
            </Text>
          )}
          {children}
        </div>
        <SegmentedControl
          mx="auto"
          size="xs"
          aria-label={t('nav.language')}
          value={i18n.language}
          onChange={value => void chooseLanguage(value)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </Stack>
    </main>
  )
}
