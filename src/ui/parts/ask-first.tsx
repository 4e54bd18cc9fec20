import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Dialog, Question } from './dialog.tsx'

interface AskFirstProps {
  /** What is done, as the button says it. */
  readonly label: string
  /** Which one it is done to, where a page has many such buttons. */
  readonly of?: string
  readonly question: string
  readonly onYes: () => void
  /** Default: as small as in a table. */
  readonly size?: 'compact-xs' | 'sm'
}

/** A button for what cannot be taken back. */
export function AskFirst({ label, of, question, onYes, size = 'compact-xs' }: AskFirstProps) {
  const [opened, { open, close }] = useDisclosure()
  const yes = () => {
    close()
    onYes()
  }
  return (
    <>
      <Button size={size} variant="default" onClick={open} {...(of && { 'aria-label': `${label}: ${of}` })}>
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={label}>
        <Question question={question} yes={label} onYes={yes} onNo={close} grave />
      </Dialog>
    </>
  )
}
