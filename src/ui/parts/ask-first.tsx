import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Dialog, Question } from './dialog.tsx'

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
      <Dialog opened={opened} onClose={close} title={label}>
        <Question question={question} yes={label} onYes={yes} onNo={close} grave />
      </Dialog>
    </>
  )
}
