import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'

interface AskFirstProps {
  /** What is done, as the button says it. */
  readonly label: string
  readonly question: string
  readonly onYes: () => void
  /** Default: as small as in a table. */
  readonly size?: 'compact-xs' | 'sm'
}

/** A button for what cannot be taken back. */
export function AskFirst({ label, question, onYes, size = 'compact-xs' }: AskFirstProps) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const yes = () => {
    close()
    onYes()
  }
  return (
    <>
      <Button size={size} variant="default" onClick={open}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={label}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        transitionProps={{ duration: 0 }}
      >
        <Text fz="sm">{question}</Text>
        <Group mt="lg" gap="xs" justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button color="red.9" onClick={yes}>
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
