import { Button, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../parts/copy-button.tsx'

interface BackupCodesProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** Shown this once, so whoever leaves says that they have them. */
export function BackupCodes({ codes, onDone }: BackupCodesProps) {
  const { t } = useTranslation()
  const text = codes.join('\n')
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Koppla, ${location.host}\n\n${text}\n`)}`
  return (
    <section className="card card-pad" aria-labelledby="codes">
      <Stack gap="sm">
        <Title order={2} id="codes" tabIndex={-1} ref={node => node?.focus()} style={{ outline: 'none' }}>
          {t('settings.twoFactor.codes')}
        </Title>
        <Text fz="sm">{t('settings.twoFactor.codesWhy')}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {codes.map(code => (
            <li key={code}>
              <Code fz="sm">{code}</Code>
            </li>
          ))}
        </SimpleGrid>
        <Group gap="xs">
          <CopyButton text={text} label={t('settings.twoFactor.copyAll')} />
          <Button
            component="a"
            size="xs"
            variant="default"
            href={file}
            download="koppla-backup-codes.txt"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('settings.twoFactor.download')}
          </Button>
        </Group>
        <Group>
          <Button onClick={onDone}>{t('settings.twoFactor.kept')}</Button>
        </Group>
      </Stack>
    </section>
  )
}
